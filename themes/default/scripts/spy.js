// On this page: marks the heading that is being read. A target that the reader chose stays marked
// until the next scroll of their own; at the end of the page the last heading in view is the one,
// since those below the middle can never reach the top. The address is left alone. In the contents the
// entry of the page is brought into view.

/** Headings in order, each with its link. @type {[HTMLElement, HTMLAnchorElement][]} */
const spied = [...document.querySelectorAll(".toc a")].flatMap((node) => {
  const link = /** @type {HTMLAnchorElement} */ (node);
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return heading ? [[heading, link]] : [];
});

/** What the reader chose, and how far down the page was then. @type {HTMLElement | undefined} */
let chosen;
let chosenAt = NaN;
/** The link to what is being read. @type {HTMLAnchorElement | undefined} */
let spiedLink;
let spying = 0;

/**
 * Brings a link into the middle of its list at the side. Where the list does not scroll by itself, the
 * link stands in `body`, which does not either.
 * @param {HTMLElement | null} link
 */
function centre(link) {
  const list = link?.offsetParent;
  if (list) list.scrollTop = link.offsetTop - innerHeight / 2;
}

/** Marks one link, and keeps it in view within a list that scrolls, unless a reader moves in that with keys. */
function markSpied() {
  spying = 0;
  const page = document.scrollingElement ?? document.documentElement;
  const ends = Math.ceil(page.scrollTop + innerHeight) >= page.scrollHeight;
  const line = ends ? innerHeight : innerHeight * 0.3;
  // What is folded away has no boxes.
  const read = chosen ?? spied.findLast(([heading]) => heading.offsetParent && heading.getBoundingClientRect().top < line)?.[0];
  spiedLink = undefined;
  for (const [heading, link] of spied) {
    if (heading !== read) {
      link.removeAttribute("aria-current");
      continue;
    }
    spiedLink = link;
    if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "true");
      if (!link.matches(".toc:focus-within a")) centre(link);
    }
  }
}

/** Marks what the address leads to, until the reader scrolls on. */
function choose() {
  chosen = spied.find(([, link]) => link.hash === location.hash)?.[0];
  // The browser scrolls to it first, and this is not the reader's doing.
  chosenAt = NaN;
  requestAnimationFrame(() => {
    chosenAt = scrollY;
    markSpied();
  });
}

centre(document.querySelector(".contents [aria-current]"));
if (spied.length > 0) {
  addEventListener("scroll", () => {
    if (Math.abs(scrollY - chosenAt) > 1) chosen = undefined;
    spying ||= requestAnimationFrame(markSpied);
  }, { passive: true });
  addEventListener("hashchange", choose);
  // A second click on the same link changes no address.
  for (const [, link] of spied) {
    link.addEventListener("click", () => {
      /** @type {HTMLElement} */ (link.closest(".toc")).hidePopover();
      setTimeout(choose);
    });
  }
  choose();
}
