/* Files can be dropped on a file field; the chosen files are listed with their sizes. */
(function () {
  "use strict";

  var UNITS = ["B", "KB", "MB", "GB"];

  function size(bytes) {
    var step = 0;
    while (bytes >= 1024 && step < UNITS.length - 1) {
      bytes /= 1024;
      step += 1;
    }
    return (step ? bytes.toFixed(1) : bytes) + " " + UNITS[step];
  }

  function prepare(zone) {
    var input = zone.querySelector("input[type=file]");
    var list = zone.querySelector("[data-picked]");

    function show() {
      list.textContent = "";
      Array.prototype.forEach.call(input.files, function (file) {
        var line = document.createElement("li");
        line.textContent = file.name + "  " + size(file.size);
        list.appendChild(line);
      });
    }

    function mark(event) {
      event.preventDefault();
      zone.classList.toggle("over", event.type === "dragenter" || event.type === "dragover");
    }

    ["dragenter", "dragover", "dragleave", "drop"].forEach(function (type) {
      zone.addEventListener(type, mark);
    });
    zone.addEventListener("drop", function (event) {
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      show();
    });
    input.addEventListener("change", show);
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-drop]"), prepare);
})();
