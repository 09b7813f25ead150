// How the handbook reads: what `spelling.mjs` cannot see. Reports the reading level of each part, and
// fails where two pages say the same eight words in a row.
//
//   node tests/prose.mjs content
//
// Sentences and words are those of Unicode; the grade is that of Flesch and Kincaid (1975), which
// counts words in a sentence and syllables in a word. What is left out: code and directives,
// tables, headings, quotations, sources.

import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { lexer } from 'marked';
import { syllable } from 'syllable';

/** So many words in a row on two pages are a sentence that was written once too often. */
const RUN = 8;
/** The level that the handbook is written for; reported, and not enforced. */
const WANTED = { grade: 10, words: 22 };

const segments = (granularity) => new Intl.Segmenter('en-GB', { granularity });
const [bySentence, byWord] = [segments('sentence'), segments('word')];
const sentencesOf = (text) => [...bySentence.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);
const wordsOf = (text) => [...byWord.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);

const folder = argv[2] ?? 'content';
const pages = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => ({ name: name.split(sep).join('/'), paragraphs: paragraphsOf(readFileSync(join(folder, name), 'utf8')) }));

report();
const repeated = repetitions();
for (const [words, names] of repeated) stdout.write(`${names.join(', ')}: “${words}”\n`);
if (repeated.length > 0) {
  stdout.write(`${RUN} words in a row stand on two pages: say it once and link to it, or say it in other words\n`);
  exit(1);
}

/** The paragraphs of a page as plain text. */
function paragraphsOf(markdown) {
  const body = markdown.replace(/^\+\+\+\n[^]*?\n\+\+\+\n/, '');
  return lexer(body).flatMap(paragraphsIn).map(plain).filter((text) => wordsOf(text).length > 0);
}

/** The paragraphs in a block, those of its items included; notes are no part of the text. */
function paragraphsIn({ type, items, tokens, raw }) {
  if (type === 'list') return items.flatMap((item) => item.tokens.flatMap(paragraphsIn));
  if (!['paragraph', 'text'].includes(type) || raw.startsWith('[^')) return [];
  return [tokens.map(toText).join('')];
}

/** The words of an inline token. */
function toText({ text = '', tokens }) {
  return tokens ? tokens.map(toText).join('') : text;
}

/** A text without what only the generator reads, and without what others said. */
function plain(text) {
  return text
    .replace(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, '$1')
    .replace(/\s*\[@[^\]]*\]/g, '')
    .replace(/\s*\{#[^}]*\}/g, '')
    .replace(/[“"][^”"]*[”"]/g, ' … ')
    .replace(/^:\s+/gm, '')
    .trim();
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[Math.floor(sorted.length / 2)];
}

/** The grade of a page, and the words of each of its sentences. */
function level({ paragraphs }) {
  const sentences = paragraphs.flatMap(sentencesOf).map(wordsOf).filter((words) => words.length > 0);
  const words = sentences.flat();
  const counts = { sentence: sentences.length, word: words.length, syllable: words.reduce((sum, word) => sum + syllable(word), 0) };
  const grade = 0.39 * (counts.word / counts.sentence) + 11.8 * (counts.syllable / counts.word) - 15.59;
  return { grade, lengths: sentences.map((sentence) => sentence.length) };
}

function report() {
  const parts = [...new Set(pages.map(partOf))];
  const groups = parts.map((part) => [part, pages.filter((page) => partOf(page) === part)]);
  for (const [part, of] of [...groups, ['all pages', pages]]) {
    const levels = of.map(level).filter(({ lengths }) => lengths.length > 0);
    const grade = median(levels.map((one) => one.grade));
    const words = median(levels.flatMap((one) => one.lengths));
    const high = grade > WANTED.grade || words > WANTED.words ? '  (above the level that is wanted)' : '';
    stdout.write(`${part.padEnd(14)} ${String(of.length).padStart(3)} pages  grade ${grade.toFixed(1).padStart(4)}  sentence ${words} words${high}\n`);
  }
}

function partOf({ name }) {
  return name.includes('/') ? name.split('/')[0] : 'top';
}

/** Every run of words that two pages share, with the names of the pages. */
function repetitions() {
  const seen = new Map();
  for (const { name, paragraphs } of pages) {
    for (const paragraph of paragraphs) {
      const words = wordsOf(paragraph.toLowerCase());
      for (let i = 0; i + RUN <= words.length; i += 1) {
        const run = words.slice(i, i + RUN).join(' ');
        seen.set(run, (seen.get(run) ?? new Set()).add(name));
      }
    }
  }
  return [...seen].filter(([, names]) => names.size > 1).map(([run, names]) => [run, [...names]]);
}
