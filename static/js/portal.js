/* Makes pages quicker to use; all of them work without it. Its texts come from the page (data-*). */
(function () {
  "use strict";

  function each(selector, action, root) {
    Array.prototype.forEach.call((root || document).querySelectorAll(selector), action);
  }

  function on(type, selector, action) {
    document.addEventListener(type, function (event) {
      var element = event.target instanceof Element ? event.target.closest(selector) : null;
      if (element) action(element, event);
    });
  }

  /* Choices that reload the page at once, messages that can be closed, printing. */
  on("change", "[data-autosubmit]", function (control) { control.form.submit(); });
  on("click", "[data-dismiss]", function (button) { button.closest(".toast").remove(); });
  on("click", "[data-print]", function () { window.print(); });

  /* A button copies the text of the element that it names. The old command also works on pages without https. */
  on("click", "[data-copy]", function (button) {
    var range = document.createRange(), selection = window.getSelection();
    range.selectNodeContents(document.getElementById(button.getAttribute("data-copy")));
    selection.removeAllRanges();
    selection.addRange(range);
    if (document.execCommand("copy")) button.textContent = button.getAttribute("data-copied");
  });

  /* The Escape key and a click elsewhere close menus. */
  function closeMenus(except) {
    each("details[data-menu][open]", function (menu) {
      if (menu !== except) menu.open = false;
    });
  }
  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details[data-menu]"));
  });

  /* The key / moves the focus to the search box of the masthead, except while the user is typing. */
  function isTyping(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") closeMenus(null);
    var search = document.querySelector("[data-search]");
    if (event.key === "/" && search && !isTyping(event.target)) {
      event.preventDefault();
      search.focus();
    }
  });

  /* A form is sent once: its buttons are disabled until the next page, and enabled when this page is shown again.
     A form whose response is a download has the attribute data-repeat and is left alone. */
  function rest(form, state) {
    each("button, input[type=submit]", function (button) { button.disabled = state; }, form);
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    form.removeAttribute("data-changed");
    if (form.method !== "post" || form.hasAttribute("data-repeat")) return;
    window.setTimeout(function () {
      if (!event.defaultPrevented) rest(form, true);
    }, 0);
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) each("form", function (form) { rest(form, false); });
  });

  /* The browser asks before it leaves a page with text that was typed and not sent. */
  on("input", "form[data-guard]", function (form, event) {
    if (event.target.name) form.setAttribute("data-changed", "");
  });
  window.addEventListener("beforeunload", function (event) {
    if (document.querySelector("form[data-guard][data-changed]")) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  /* Rows can be ticked, all of the page at once; the number of ticked rows is shown. */
  function showSelection(form) {
    var boxes = form.querySelectorAll("[data-select-row]");
    var ticked = form.querySelectorAll("[data-select-row]:checked").length;
    each("[data-selected-count]", function (place) { place.textContent = ticked; }, form);
    each("[data-needs-selection]", function (button) { button.disabled = ticked === 0; }, form);
    each("[data-select-all]", function (box) {
      box.checked = ticked > 0 && ticked === boxes.length;
      box.indeterminate = ticked > 0 && ticked < boxes.length;
    }, form);
  }
  on("change", "[data-select-all]", function (all) {
    each("[data-select-row]", function (box) { box.checked = all.checked; }, all.form);
    showSelection(all.form);
  });
  on("change", "[data-select-row]", function (box) { showSelection(box.form); });

  /* A long list of boxes is narrowed to those with the typed words; groups without any vanish. */
  on("input", "[data-narrow]", function (box) {
    var words = box.value.trim();
    each("[data-group]", function (group) {
      each("label", function (label) { label.hidden = label.textContent.indexOf(words) < 0; }, group);
      group.hidden = !group.querySelector("label:not([hidden])");
    }, box.closest("[data-narrowed]"));
  });
  on("keydown", "[data-narrow]", function (box, event) {
    if (event.key === "Enter") event.preventDefault();
  });

  /* Text boxes grow with their text. */
  function grow(box) {
    box.style.height = "auto";
    box.style.height = box.scrollHeight + box.offsetHeight - box.clientHeight + "px";
  }
  on("input", "textarea[data-grow]", grow);

  /* A password field shows a hint while caps lock is on. */
  ["keydown", "keyup"].forEach(function (type) {
    on(type, "input[type=password]", function (input, event) {
      var hint = document.querySelector("[data-caps]");
      if (hint && event.getModifierState) hint.hidden = !event.getModifierState("CapsLock");
    });
  });

  /* An address that ends in #print opens the print dialog, but not again when the page is reloaded. */
  function printAsAsked() {
    if (window.location.hash !== "#print") return;
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
    window.print();
  }
  window.addEventListener("load", printAsAsked);

  function start() {
    var summary = document.querySelector("[data-focus]");
    if (summary) summary.focus();
    var place = document.querySelector(".mast nav [aria-current]");
    if (place) place.parentNode.scrollLeft = place.offsetLeft - place.parentNode.offsetLeft - 40;
    each("textarea[data-grow]", grow);
    each("form", function (form) {
      if (form.querySelector("[data-select-row]")) showSelection(form);
    });
  }
  start();
})();
