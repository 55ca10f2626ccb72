/* Keeps a draft: a changed form[data-autosave-url] is posted there some seconds later.
   Any answer of 200–299 means kept. The texts stand on the indicator, {time} in them is the hour. */
(function () {
  "use strict";

  var WAIT = 5000;

  function clock() {
    return new Date().toTimeString().slice(0, 5);
  }

  function watch(form) {
    var indicator = form.querySelector("[data-autosave]");
    var timer = null;

    function say(state) {
      if (!indicator) return;
      indicator.setAttribute("data-state", state);
      indicator.textContent = indicator.getAttribute("data-" + state).replace("{time}", clock());
    }

    function draft() {
      var data = new FormData(form);
      Array.prototype.forEach.call(form.querySelectorAll("input[type=file]"), function (input) {
        data.delete(input.name);
      });
      return data;
    }

    function keep() {
      timer = null;
      say("saving");
      fetch(form.getAttribute("data-autosave-url"), {
        method: "POST",
        body: draft(),
        credentials: "same-origin",
        headers: { "X-Requested-With": "XMLHttpRequest" },
        redirect: "error",
      }).then(
        function (answer) {
          say(answer.ok ? "saved" : "failed");
          if (answer.ok && timer === null) form.removeAttribute("data-changed");
        },
        function () { say("failed"); }
      );
    }

    form.addEventListener("input", function () {
      if (timer === null) timer = window.setTimeout(keep, WAIT);
    });
    form.addEventListener("submit", function () { window.clearTimeout(timer); });
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-autosave-url]"), watch);
})();
