/* Loaded before the page is drawn, so that parts for browsers without scripts are hidden from the start. */
document.documentElement.classList.add("has-js");
