/* Loaded before anything is drawn, so that what only serves without a script never flashes up. */
document.documentElement.classList.add("has-js");
