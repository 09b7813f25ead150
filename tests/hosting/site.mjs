// The site that all hosts serve: the garden of `init --example`, with what hosts get wrong.

import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The program under test. */
export const handbook = process.env.HANDBOOK;
/** A folder for all that the tests write. The servers may read it, whoever they run as. */
export const work = mkdtempSync(join(tmpdir(), 'handbook-hosting-'));
process.once('exit', () => rmSync(work, { recursive: true }));
execFileSync('chmod', ['a+rx', work]);

const garden = join(work, 'garden');
execFileSync(handbook, ['init', '--example', garden], { stdio: 'ignore' });
writeFileSync(
  join(garden, 'content/plot/grün.md'),
  '+++\ntitle = "Grün"\naliases = ["/plot/alt grün/", "/old/page.html", "/plot/cost$1/", "/plot/[a-z]/", "/plot/[draft] 100%25/", "/plot/{path}/", "/plot/(it\'s) `a+b`/", "/x.php", "/wiki/index.php?title=Phone_List", "/wiki/index.php?title=Kälte"]\n+++\n\n[Hear it](sound.mp3).\n',
);
mkdirSync(join(garden, 'static/.well-known/apps'), { recursive: true });
writeFileSync(join(garden, 'static/.well-known/security.txt'), 'Contact: mailto:editors@example.org\n');
writeFileSync(join(garden, 'static/.well-known/apps/links.json'), '{}\n');
writeFileSync(join(garden, 'content/plot/sound.mp3'), randomBytes(100_000));
const config = join(garden, 'handbook.toml');
writeFileSync(config, `generate_markdown = true\ngenerate_data = true\n${readFileSync(config, 'utf8')}`);

/** The former addresses of the site, and where they lead today. */
export const moved = {
  'old/page.html': 'plot/gr%C3%BCn/',
  'plot/alt%20gr%C3%BCn/': 'plot/gr%C3%BCn/',
  'plot/cost$1/': 'plot/gr%C3%BCn/',
  'plot/[a-z]/': 'plot/gr%C3%BCn/',
  'plot/[draft]%20100%25/': 'plot/gr%C3%BCn/',
  'plot/%7Bpath%7D/': 'plot/gr%C3%BCn/',
  'plot/(it%27s)%20%60a+b%60/': 'plot/gr%C3%BCn/',
  'plot/watering.html': 'plot/watering/',
  'together/tools.html': 'together/tools/',
};

/** One of them that a query tells apart, as a reader may ask for it, and where it leads. */
export const queried = { path: 'wiki/index.php', query: '?lang=en&title=Phone_List', to: 'plot/gr%C3%BCn/' };

/**
 * A copy of the site for a host, built for a path: its sources, and the folder that the server has as
 * its root. `own` are files of `static` by their names.
 */
export function build(host, base, own = {}) {
  const root = mkdtempSync(join(work, `${host}-`));
  const site = join(root, 'site');
  cpSync(garden, site, { recursive: true });
  for (const [name, text] of Object.entries(own)) {
    mkdirSync(dirname(join(site, 'static', name)), { recursive: true });
    writeFileSync(join(site, 'static', name), text);
  }
  appendFileSync(join(site, 'handbook.toml'), `\n[hosting]\nhost = "${host}"\nformer_endings = [".html"]\ncompress = true\n`);
  const served = join(root, 'served');
  const folder = join(served, decodeURI(base));
  mkdirSync(folder, { recursive: true });
  const flags = ['--root', site, '--base-url', `https://handbook.example${base}`, '--output-dir', folder];
  execFileSync(handbook, [...flags, '--strict', 'build'], { stdio: 'ignore' });
  execFileSync(handbook, [...flags, 'hosting', host, '--write', join(root, 'settings')], { stdio: 'ignore' });
  execFileSync('chmod', ['-R', 'a+rX', root]);
  return { host, base, root, site, served, folder, settings: join(root, 'settings'), flags };
}

/** A certificate for this machine, its key, and the authority to trust. */
export function certificate() {
  const folder = mkdtempSync(join(work, 'tls-'));
  const path = (name) => join(folder, name);
  const openssl = (...args) => execFileSync('openssl', args, { stdio: 'ignore' });
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=tests', '-addext', 'basicConstraints=critical,CA:TRUE', '-keyout', path('ca.key'), '-out', path('ca.pem'));
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-keyout', path('site.key'), '-out', path('site.csr'));
  writeFileSync(path('site.ext'), 'subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n');
  openssl('x509', '-req', '-days', '2', '-in', path('site.csr'), '-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-CAcreateserial', '-extfile', path('site.ext'), '-out', path('site.pem'));
  return { authority: path('ca.pem'), certificate: path('site.pem'), key: path('site.key') };
}

/** What `handbook check --live` says, and how it ends. */
export function live({ flags }, address, more = [], env = {}) {
  const options = { env: { ...process.env, ...env } };
  return new Promise((resolve) => {
    execFile(handbook, [...flags, 'check', '--live', address, ...more], options, (error, told, said) => resolve({ status: error?.code ?? 0, told, said }));
  });
}
