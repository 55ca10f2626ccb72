// The page that is shown while the portal is being prepared: ask every two seconds how far it is.
// Whatever is not this page any more is the portal. A refused connection is only a moment.
"use strict";

setInterval(async () => {
  try {
    const text = await (await fetch(location.href, {cache: "no-store"})).text();
    const state = new DOMParser().parseFromString(text, "text/html").getElementById("state");
    if (state === null) location.reload();
    else document.getElementById("state").textContent = state.textContent;
  } catch (error) {}
}, 2000);
