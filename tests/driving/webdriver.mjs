// A browser by plain W3C WebDriver: what a reader does, and what can be seen of a page.

/** The key under which WebDriver hands over an element. */
const handle = 'element-6066-11e4-a52e-4f735466cecf';
/** Keys by their names, as WebDriver writes them. */
const keys = { Backspace: '\uE003', Tab: '\uE004', Enter: '\uE006', Shift: '\uE008', Control: '\uE009', Escape: '\uE00C', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015' };
/** How long something may take, in milliseconds. Only what never comes meets this end. */
const patience = 20_000;

/** Asks a driver, and throws what it calls an error. */
async function ask(address, method, body) {
  const answer = await fetch(address, { method, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body), signal: AbortSignal.timeout(2 * patience) });
  const { value } = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(`${value.error}: ${value.message}`), { name: value.error });
  return value;
}

/** A tab of a browser of its own. */
export class Tab {
  static async open(driver, capabilities) {
    const { sessionId, capabilities: { browserName, browserVersion } } = await ask(`${driver}/session`, 'POST', { capabilities: { alwaysMatch: capabilities } });
    return new Tab(`${driver}/session/${sessionId}`, `${browserName} ${browserVersion}`);
  }

  constructor(address, name) {
    this.address = address;
    /** The browser, and its version. */
    this.name = name;
  }

  post(path, body = {}) {
    return ask(`${this.address}/${path}`, 'POST', body);
  }

  close() {
    return ask(this.address, 'DELETE');
  }

  go(url) {
    return this.post('url', { url });
  }

  /** Does something in another tab, which is closed then. */
  async other(act) {
    const here = await ask(`${this.address}/window`, 'GET');
    const { handle: there } = await this.post('window/new', { type: 'tab' });
    await this.post('window', { handle: there });
    try {
      await act();
    } finally {
      await ask(`${this.address}/window`, 'DELETE');
      await this.post('window', { handle: here });
    }
  }

  back() {
    return this.post('back');
  }

  reload() {
    return this.post('refresh');
  }

  /** Gives the page a size; what is around it takes some of the window. */
  async resize(width, height = 800) {
    const [across, down] = await this.run(() => [outerWidth - innerWidth, outerHeight - innerHeight]);
    await this.post('window/rect', { width: width + across, height: height + down });
    await this.until((wanted) => innerWidth === wanted, width);
  }

  /** What a function gives in the page, with these arguments; an element comes as one for `click`. */
  run(script, ...args) {
    return this.post('execute/sync', { script: `return (${script})(...arguments)`, args });
  }

  /** What a function gives as soon as that is true, on this page or on one that comes. */
  async until(script, ...args) {
    const end = Date.now() + patience;
    let last;
    do {
      try {
        const value = await this.run(script, ...args);
        if (value) return value;
        last = value;
      } catch (error) {
        // A page that is left takes with it what was asked of it.
        last = error.message;
      }
    } while (Date.now() < end);
    throw new Error(`never true, but ${JSON.stringify(last)}, on ${await this.run(() => location.href)}: ${script} ${JSON.stringify(args)}`);
  }

  /** The first element of a selector that a reader can see, by the beginning of its words if there are several. */
  find(selector, text = '') {
    return this.until(
      (wanted, words) => {
        const named = (each) => (each.labels?.[0] ?? each).textContent.trim();
        return [...document.querySelectorAll(wanted)].find((each) => (each.labels?.[0] ?? each).checkVisibility({ visibilityProperty: true }) && named(each).startsWith(words));
      },
      selector,
      text,
    );
  }

  /** Presses the mouse on an element; one beside it that is larger, if a label stands for the field. */
  async click(selector, text) {
    const found = await this.find(selector, text);
    await this.run((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }), found);
    await this.post(`element/${found[handle]}/click`);
  }

  /** Presses keys one after the other; `Control+k` together. */
  press(...names) {
    const actions = names.flatMap((name) => {
      const together = name.length > 1 ? name.split('+') : [name];
      const values = together.map((each) => keys[each] ?? each);
      return [...values.map((value) => ({ type: 'keyDown', value })), ...values.reverse().map((value) => ({ type: 'keyUp', value }))];
    });
    return this.post('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Writes where the focus is. */
  type(text) {
    return this.press(...text);
  }

  /** Presses Tab until what has the focus matches. */
  async tabTo(selector) {
    for (let count = 0; count < 80; count += 1) {
      await this.press('Tab');
      if (await this.run((wanted) => document.activeElement.matches(wanted), selector)) return;
    }
    throw new Error(`${selector} is not reached`);
  }

  /** The page as a PDF. */
  async print() {
    return Buffer.from(await this.post('print', { background: true }), 'base64');
  }
}
