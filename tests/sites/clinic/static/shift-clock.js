"use strict";

for (const place of document.querySelectorAll(".shift-clock")) {
  const starts = place.dataset.shifts.split(" ");
  const names = ["Early", "Late", "Night"];
  const tell = () => {
    const now = new Date().toTimeString().slice(0, 5);
    let current = starts.length - 1;
    starts.forEach((start, index) => {
      if (start <= now) current = index;
    });
    place.textContent = `${now} · ${names[current]} shift`;
  };
  tell();
  place.hidden = false;
  setInterval(tell, 10000);
}
