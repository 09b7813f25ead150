// How the handbook is spelt, by the British dictionary and the words of `spelling.txt`.
//
//   node tests/spelling.mjs content
//
// Words of four letters and more are looked up, whatever their case. What is left out: code and
// directives, ids, citations, notes, addresses, and the keys of front matter that hold no words.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { gunzipSync } from 'node:zlib';
import { decodeTrie } from 'cspell-trie-lib';

/** Words that are shorter are names, units and parts of other words. */
const SHORTEST = 4;

const dictionary = decodeTrie(gunzipSync(readFileSync(new URL('node_modules/@cspell/dict-en-gb/en_GB.trie.gz', import.meta.url))));
const ours = new Set(
  readFileSync(new URL('spelling.txt', import.meta.url), 'utf8')
    .split('\n')
    .map((word) => word.trim().toLowerCase()),
);

const leftOut = [
  /^(`{3,})[^\n]*\n[^]*?^\1/gm,
  /`[^`\n]+`/g,
  /\{#[^}]*\}/g,
  /\[@[^\]]*\]/g,
  /\[\^[^\]]*\]/g,
  /\]\([^)]*\)/g,
  /\[\[[^\]|]*\|/g,
  /<https?:[^>]*>/g,
  /\bhttps?:\/\/[^\s"<>]+/g,
  /^(id|when|next|key|file|lastmod|columns|chart) = .*$/gm,
  // Words as readers type them: misspelt names among them.
  /^also = .*$/gm,
];
/** A run of letters, with apostrophes and hyphens inside of it. */
const run = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu;

const folder = argv[2] ?? 'content';
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.md'));
const unknown = files.sort().flatMap((name) => {
  const file = join(folder, name);
  return misspelt(readFileSync(file, 'utf8')).map((found) => `${file}:${found}`);
});
for (const line of unknown) stdout.write(`${line}\n`);
if (files.length === 0) stdout.write(`no pages in ${folder}\n`);
if (unknown.length > 0) stdout.write('correct them, or add what is right to tests/spelling.txt\n');
exit(unknown.length > 0 || files.length === 0 ? 1 : 0);

/** The words that are in no dictionary, each as `line:column: word`. */
function misspelt(text) {
  // As long as before, so that places stay what they are.
  const words = leftOut.reduce((rest, pattern) => rest.replace(pattern, (found) => found.replace(/[^\n]/g, ' ')), text);
  return [...words.matchAll(run)]
    .filter(([word]) => !isKnown(word))
    .map(({ 0: word, index }) => {
      const before = text.slice(0, index).split('\n');
      return `${before.length}:${before.at(-1).length + 1}: ${word}`;
    });
}

function isKnown(word) {
  const plain = word.replaceAll('’', "'").replace(/'s$/i, '');
  if (isListed(plain)) return true;
  // Parts of “well-meant”, and of a name such as PostScript.
  return plain.split(/-|(?<=\p{Ll})(?=\p{Lu})/u).every((part) => part.length < SHORTEST || isListed(part));
}

function isListed(word) {
  return ours.has(word.toLowerCase()) || dictionary.hasWord(word, false) || dictionary.hasWord(word.toLowerCase(), false);
}
