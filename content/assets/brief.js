// What makes reading easier. Every page says all it has to say without this file; nothing is asked from anywhere.
"use strict";
{
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  // Light, dark, or as the system: a button in the masthead.
  const THEMES = ["system", "light", "dark"];
  const theme = () => {
    const button = make("button", { type: "button", class: "theme" });
    const show = (name) => {
      if (name === "system") delete root.dataset.theme;
      else root.dataset.theme = name;
      button.textContent = `Theme: ${name}`;
    };
    button.addEventListener("click", () => {
      const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? "system") + 1) % THEMES.length];
      show(next);
      try {
        if (next === "system") localStorage.removeItem("brief.theme");
        else localStorage.setItem("brief.theme", next);
      } catch {
        // Without storage the choice lasts for this page.
      }
    });
    show(root.dataset.theme ?? "system");
    document.querySelector(".masthead")?.append(button);
  };

  // A click on a footnote mark shows the note beside it, one on a term what it means. Both stay links, for whoever
  // opens them elsewhere.
  const notes = () => {
    if (!("popover" in HTMLElement.prototype)) return;
    const note = make("div", { popover: "auto", class: "note", role: "dialog", tabindex: "-1" });
    let mark = null;

    const place = () => {
      const at = mark.getBoundingClientRect();
      const edge = 8;
      const room = root.clientWidth - note.offsetWidth - edge;
      const column = mark.closest(".body")?.getBoundingClientRect().left ?? 0;
      const left = Math.max(edge, Math.min(Math.max(column, at.left + at.width / 2 - note.offsetWidth / 2), room));
      const fitsBelow = at.bottom + note.offsetHeight + edge <= root.clientHeight;
      const top = fitsBelow || at.top < note.offsetHeight + edge ? at.bottom + 2 : at.top - note.offsetHeight - 2;
      note.style.left = `${left + scrollX}px`;
      note.style.top = `${top + scrollY}px`;
    };
    const show = (clicked, source, name, way) => {
      if (note.matches(":popover-open")) note.hidePopover();
      mark = clicked;
      const text = source.cloneNode(true);
      for (const link of all(".reversefootnote, .permalink", text)) link.remove();
      for (const named of all("[id]", text)) named.removeAttribute("id");
      const toList = make("a", { href: mark.getAttribute("href") }, way);
      toList.addEventListener("click", () => note.hidePopover());
      const close = make("button", { type: "button" }, "Close");
      close.addEventListener("click", () => note.hidePopover());
      note.replaceChildren(...text.childNodes, make("p", { class: "ways" }, toList, close));
      note.setAttribute("aria-label", name);
      (mark.closest("sup") ?? mark).after(note); // right behind its mark, for those who go on with Tab
      mark.focus({ preventScroll: true }); // where Escape leads back to
      note.showPopover();
      place();
      note.focus({ preventScroll: true });
    };

    document.addEventListener("click", (event) => {
      const clicked = event.target.closest?.("a.footnote, a.term");
      if (!clicked || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const isTerm = clicked.matches(".term");
      const source = document.getElementById(`${isTerm ? "term:" : ""}${decodeURIComponent(clicked.hash.slice(1))}`);
      if (!source) return;
      event.preventDefault();
      if (isTerm) show(clicked, source, source.previousElementSibling.textContent, "To the glossary");
      else show(clicked, source, `Note ${clicked.textContent}`, "To the note");
    });
    addEventListener("resize", () => note.matches(":popover-open") && place());
  };

  // An instant in the reader's own time, beside the UTC it is printed in.
  const times = () => {
    const zoneless = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const clock = new Intl.DateTimeFormat(root.lang, zoneless);
    const dated = new Intl.DateTimeFormat(root.lang, { month: "short", day: "numeric", ...zoneless });
    for (const time of all("time[datetime*='T']")) {
      const when = new Date(time.dateTime);
      if (isNaN(when) || when.getTimezoneOffset() === 0) continue;
      const sameDay = when.getDate() === when.getUTCDate();
      const own = `${(sameDay ? clock : dated).format(when)} where you are`;
      time.title = own;
      if (time.closest(".rail, .fresh, .caption")) time.after(make("span", { class: "own-time" }, ` (${own})`));
    }
  };

  // A page with the newest brief says so when that brief is no longer new.
  const STALE_HOURS = 36;
  const age = () => {
    const main = document.querySelector("main[data-newest]");
    const hours = main ? (Date.now() - Date.parse(main.dataset.newest)) / 3_600_000 : 0;
    if (!(hours > STALE_HOURS)) return;
    const old = hours < 72 ? `${Math.floor(hours)} hours` : `${Math.floor(hours / 24).toLocaleString(root.lang)} days`;
    const told = make("strong", {}, `The newest brief here is ${old} old.`);
    main.prepend(make("p", { class: "notice stale", role: "status" }, told, " No later one has been published."));
  };

  // A box that is wider than its place can be reached and scrolled with the keyboard, and says what it holds.
  const boxes = () => {
    const look = (box) => {
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", `${box.dataset.label ?? "Table"}, scrolls sideways`);
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    };
    const watcher = new ResizeObserver((seen) => seen.forEach((one) => look(one.target)));
    for (const box of all(".scroll")) watcher.observe(box);
  };

  // Jekyll gives each note a role that ARIA has since given up, and Jekyll's markup is not ours to change: a note is an
  // item of its list.
  const endnotes = () => {
    for (const item of all("li[role=doc-endnote]")) item.removeAttribute("role");
  };

  // A heading that can be linked to has its link; those of a post have theirs from the page itself.
  const permalinks = () => {
    for (const heading of all("main :is(h2, h3)[id]")) {
      if (heading.querySelector("a")) continue;
      const label = `Link to: ${heading.textContent.trim()}`;
      heading.append(make("a", { class: "permalink", href: `#${heading.id}`, "aria-label": label }));
    }
  };

  // What to quote of a figure: its name and value, when it was so, the bytes it was read from, and where to look.
  const words = (within, selector) => within.querySelector(selector)?.textContent.trim().replace(/\s+/g, " ") ?? "";
  const citation = (receipt) => {
    const hash = words(receipt, ".hash");
    const address = new URL(`#${receipt.id}`, document.querySelector("link[rel=canonical]")?.href ?? location.href);
    return [
      `${words(receipt, "h2")}: ${words(receipt, ".value")}`,
      `as of ${words(receipt, ".as-of time")}`,
      ...(hash ? [`SHA-256 ${hash}`] : []),
      address.href,
    ].join(", ");
  };
  const citations = () => {
    if (!navigator.clipboard) return; // only where the page came over a safe way
    for (const header of all(".receipt[id^='fig-'] > header")) {
      header.append(make("button", { type: "button", class: "copy" }, "Copy citation"));
    }
    document.addEventListener("click", async (event) => {
      const button = event.target.closest?.("button.copy");
      if (!button) return;
      const done = await navigator.clipboard.writeText(citation(button.closest(".receipt"))).then(
        () => "Copied",
        () => "The browser refused to copy",
      );
      button.replaceChildren(make("span", { role: "status" }, done));
      setTimeout(() => button.replaceChildren("Copy citation"), 2500);
    });
  };

  for (const part of [theme, age, times, boxes, endnotes, permalinks, citations, notes]) part();
}
