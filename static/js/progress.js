/* Shows the progress of a job: data-poll-url returns {percent, label, done, url}; when it is done, url is opened. */
(function () {
  "use strict";

  var EVERY = 1000;

  function follow(job) {
    var bar = job.querySelector("progress");
    var label = job.querySelector("[data-label]");

    function show(news) {
      bar.value = news.percent;
      if (label.textContent !== news.label) label.textContent = news.label;
      if (news.done && news.url) window.location.assign(news.url);
      else if (!news.done) window.setTimeout(ask, EVERY);
    }

    function ask() {
      fetch(job.getAttribute("data-poll-url"), { credentials: "same-origin" })
        .then(function (answer) { return answer.json(); })
        .then(show)
        .catch(function () { window.setTimeout(ask, EVERY * 5); });
    }

    window.setTimeout(ask, EVERY);
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-poll-url]"), follow);
})();
