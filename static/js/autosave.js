/* Saves drafts: five seconds after a change, a form[data-autosave-url] is posted to that address.
   A status of 200–299 means that the draft was saved. A JSON response may set fields ({"fields": {"version": 4}}),
   give a message to show instead of the usual text, and end further attempts ({"stop": true}).
   The usual texts are attributes of the indicator; {time} in them is replaced by the time of day. */
(function () {
  "use strict";

  var WAIT = 5000;

  function clock() {
    return new Date().toTimeString().slice(0, 5);
  }

  function read(answer) {
    var type = answer.headers.get("Content-Type") || "";
    return type.indexOf("json") < 0 ? {} : answer.json();
  }

  function watch(form) {
    var indicator = form.querySelector("[data-autosave]");
    var timer = null;
    var saving = false;
    var stopped = false;
    var waiting = null;

    function say(state, message) {
      if (!indicator) return;
      indicator.setAttribute("data-state", state);
      indicator.textContent = message || indicator.getAttribute("data-" + state).replace("{time}", clock());
    }

    function draft() {
      var data = new FormData(form);
      Array.prototype.forEach.call(form.querySelectorAll("input[type=file]"), function (input) {
        data.delete(input.name);
      });
      return data;
    }

    function take(ok, news) {
      Object.keys(news.fields || {}).forEach(function (name) { form.elements[name].value = news.fields[name]; });
      stopped = Boolean(news.stop);
      say(ok ? "saved" : "failed", news.message);
      if (ok && timer === null) form.removeAttribute("data-changed");
    }

    function done() {
      saving = false;
      if (waiting) waiting.click();
      waiting = null;
    }

    function keep() {
      timer = null;
      saving = true;
      say("saving");
      fetch(form.getAttribute("data-autosave-url"), {
        method: "POST",
        body: draft(),
        credentials: "same-origin",
        headers: { "X-Requested-With": "XMLHttpRequest" },
        redirect: "error",
      }).then(function (answer) {
        return Promise.resolve(read(answer)).then(function (news) { take(answer.ok, news); });
      }).catch(function () { say("failed"); }).then(done);
    }

    form.addEventListener("input", function () {
      if (timer === null && !stopped) timer = window.setTimeout(keep, WAIT);
    });
    /* A form that is submitted while its draft is being saved waits for the new values of its fields. */
    form.addEventListener("submit", function (event) {
      window.clearTimeout(timer);
      timer = null;
      if (!saving) return;
      event.preventDefault();
      waiting = event.submitter || form.querySelector("button:focus") || form.querySelector("button");
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-autosave-url]"), watch);
})();
