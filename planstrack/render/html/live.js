"use strict";
// The preview reloads when a file was saved; where the stream breaks it asks again by itself.
(() => {
  const known = document.documentElement.dataset.build;
  const stream = new EventSource("/-/events");
  stream.addEventListener("build", (event) => { if (event.data !== known) location.reload(); });
})();
