/* Keeps a draft: a changed form[data-autosave-url] is posted there some seconds later.
   Any answer of 200–299 means kept. An answer in JSON may carry new values of fields ({"fields": {"version": 4}}),
   a message to show instead of the usual text, and {"stop": true} when there is no sense in trying again.
   The texts stand on the indicator, {time} in them is the hour. */
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
    /* A form sent while its draft is on the way goes once the draft is kept: it must carry the new values. */
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
