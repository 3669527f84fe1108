// Before the first paint, so that a theme somebody chose does not flash: everything else waits in brief.js.
"use strict";
try {
  const chosen = localStorage.getItem("brief.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // No storage, no choice: the page looks as the system does.
}
