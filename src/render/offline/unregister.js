// The service worker of a site that wants none: it takes the place of an earlier one, removes what
// that kept on the device, and goes. What readers entered lies elsewhere and stays.
"use strict";

const space = `handbook:${new URL("./", self.location.href).pathname}:`;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const leave = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(space));
    await Promise.all(names.map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(leave());
});
