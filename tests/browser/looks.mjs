// What can be seen to be wrong in a page. Each function runs in the page, on its own.

/** What makes the page wider than the window; nothing if it is not. */
export function overflow() {
  const width = window.innerWidth;
  const excess = document.documentElement.scrollWidth - width;
  if (excess <= 0) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > width + 1);
  return [`${excess} px too wide`, ...wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))];
}

/** Sets letters, words, lines and paragraphs as far apart as WCAG 2.2, success criterion 1.4.12, asks for. */
export function spread() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets.push(sheet);
}

/** Takes back what `spread` did. */
export function gather() {
  document.adoptedStyleSheets.pop();
}

/** Boxes that cut off some of the text within them. */
export function clipped() {
  const cuts = (value) => value === 'hidden' || value === 'clip';
  return [...document.body.querySelectorAll('*')]
    .filter((element) => {
      if (!element.checkVisibility() || element.closest('svg') || !element.innerText?.trim()) return false;
      const style = getComputedStyle(element);
      // What is there for a screen reader alone is one pixel in size.
      if (element.clientWidth <= 1 || element.clientHeight <= 1) return false;
      // The name of a site in the row of a phone: it ends in dots, and is whole in its title.
      if (element.matches('.site-name[title]') && style.textOverflow === 'ellipsis') return false;
      return (
        (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1) ||
        (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      );
    })
    .map((element) => element.outerHTML.slice(0, 120));
}

/**
 * Main controls that a finger misses: buttons, fields, boxes with their labels, what unfolds, and
 * the links of the head and the pager, where they are less than 44 px high. Links and terms within
 * a text are as high as its lines; axe asks for the room around them.
 */
export function small() {
  const controls = 'button:not(.term *), input:not([type=hidden]), select, textarea, summary, .site-header a, .pager a';
  return [...document.querySelectorAll(controls)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => {
      const boxes = [element, ...(element.labels ?? [])].map((part) => part.getBoundingClientRect());
      const height = Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top));
      return { element, height };
    })
    .filter(({ height }) => height < 43.5)
    .map(({ element, height }) => `${Math.round(height)} px: ${element.outerHTML.slice(0, 120)}`);
}

/** Marks that a line begins with although they belong to the word before them: `word` and, below it, `, and`. */
export function stranded() {
  const block = 'p, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, legend, figcaption, caption, blockquote, div, section';
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  let last = null;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const range = new Range();
    range.selectNodeContents(node);
    const boxes = range.getClientRects();
    if (boxes.length === 0) continue;
    const follows = !node.parentElement.closest('code, pre') && last?.node.parentElement.closest(block) === node.parentElement.closest(block);
    if (follows && /^[,.;:)]+(\s|$)/.test(node.data) && boxes[0].top >= last.bottom - 1) found.push(`${last.node.data.slice(-40)} / ${node.data.slice(0, 20)}`);
    last = { node, bottom: boxes[boxes.length - 1].bottom };
  }
  return found;
}

/** What would still move for a reader who asked for less motion. */
export function moving() {
  const found = document.getAnimations().map(({ effect }) => `moves: ${effect?.target?.outerHTML.slice(0, 120)}`);
  const lasts = (times) => times.split(',').some((time) => parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000) > 10);
  for (const element of document.querySelectorAll('*')) {
    for (const part of [null, '::before', '::after', '::marker', '::backdrop', '::details-content']) {
      const style = getComputedStyle(element, part);
      const moves =
        (style.animationName !== 'none' && lasts(style.animationDuration)) ||
        (style.transitionProperty !== 'none' && lasts(style.transitionDuration)) ||
        (!part && style.scrollBehavior === 'smooth');
      if (moves) found.push(`would move: ${element.outerHTML.slice(0, 120)}${part ?? ''}`);
    }
  }
  return found;
}

/** The text of the page, all of it unfolded, apart from what is said to those without scripts. */
export function text() {
  for (const notice of document.querySelectorAll('noscript')) notice.remove();
  for (const details of document.querySelectorAll('details')) details.open = true;
  return document.body.innerText.split('\n').map((line) => line.trim()).filter(Boolean);
}

/** The headings that a reader sees, apart from that of the tools for what a device keeps, which need scripts. */
export function headings() {
  return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter((one) => one.checkVisibility() && !one.closest('.everything, [data-keep], [data-kept-pages]'))
    .map((one) => one.innerText);
}

/** The page's ids, and every address that it links to or asks for. */
export function references() {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const targets = [
    ...[...document.querySelectorAll('a[href], link[href]')].map(({ href }) => href),
    ...[...document.querySelectorAll('img[src], script[src], source[src]')].map(({ src }) => src),
  ];
  return { ids, targets };
}

/** What search engines and lists of links make of the page. */
export function findable() {
  const vague = /^(here|click here|click this|this|this page|more|more info|learn more|read more|go|start|link|hier|mehr|weiterlesen)$/i;
  const links = [...document.querySelectorAll('main a[href]')].filter((link) => {
    const name = (link.getAttribute('aria-label') ?? link.textContent).trim();
    return vague.test(name) || !/^(https?|mailto|file):$/.test(link.protocol);
  });
  const images = [...document.querySelectorAll('img')].filter(({ complete, naturalWidth, naturalHeight, width, height }) => {
    if (!complete || naturalWidth === 0 || width * height === 0) return false;
    return Math.abs(naturalWidth / naturalHeight - width / height) > 0.05 * (naturalWidth / naturalHeight);
  });
  const html = (element) => element.outerHTML.slice(0, 120);
  return {
    title: document.title.trim(),
    description: document.querySelector('meta[name=description]')?.content ?? '',
    canonical: document.querySelector('link[rel=canonical]')?.href ?? '',
    links: links.map(html),
    images: images.map(html),
  };
}
