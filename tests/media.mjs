// Writes a site whose one page shows every kind of media and every old or rare element that a page may
// have, into the folder that the command line names. EPUBCheck looks at the book that comes of it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const [folder] = process.argv.slice(2);
mkdirSync(join(folder, 'content'), { recursive: true });
const write = (name, data) => writeFileSync(join(folder, name), data);

/** A red PNG of these sides. */
function png(width, height) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [data.length, crc32(body)].map((number) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(number);
      return bytes;
    });
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.from('ff0000'.repeat(width), 'hex')]);
  const lines = Buffer.concat(Array.from({ length: height }, () => line));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

write('content/a.png', png(40, 30));
write('content/a.gif', Buffer.from('47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b', 'hex'));
write('content/a.webp', Buffer.from('524946461a000000574542505650384c0d0000002f00000010071011118888fe0700', 'hex'));
write('content/clip.mp4', Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'));
write('content/talk.mp3', 'ID3');
write('content/talk.vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n');
write('content/form.pdf', '%PDF-1.4\n%%EOF\n');
write(
  'content/d.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">
<style>.a { fill: url(#g) }</style>
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient><symbol id="s"><circle r="5" cx="5" cy="5"/></symbol></defs>
<rect class="a" width="50" height="20"/><use xlink:href="#s"/><image href="a.png" width="10" height="10"/>
<foreignObject width="50" height="20"><div xmlns="http://www.w3.org/1999/xhtml">label</div></foreignObject>
<script>alert(1)</script><a href="https://example.com"><text y="20">go</text></a>
<rect width="5" height="5"><animate attributeName="x" from="0" to="1" dur="1s"/></rect>
</svg>
`,
);
write(
  'handbook.toml',
  `title = "Media"
base_url = "https://handbook.example/media/"

[security]
frames = ["https://video.example.com"]
images = ["https://pics.example.com"]
`,
);
write(
  'content/_index.md',
  `# Media

![png](a.png) ![gif](a.gif) ![webp](a.webp) ![svg](d.svg) ![far](https://pics.example.com/a.png)

[Form](form.pdf) and [clip](clip.mp4)

<video src="clip.mp4" controls poster="a.png" width="300"><track src="talk.vtt" kind="captions" srclang="en" label="English"></video>

<audio controls><source src="talk.mp3" type="audio/mpeg"></audio>

<picture><source srcset="a.webp, a.png 2x" type="image/webp"><img src="a.png" alt="x" loading="lazy" decoding="async"></picture>

<iframe src="https://video.example.com/embed/1" title="A film"></iframe>

<svg viewBox="0 0 10 10" role="img" aria-label="dot"><circle r="3" cx="5" cy="5"/><use href="/d.svg#s"/></svg>

<math><mi>x</mi><mo>=</mo><mn>1</mn></math>

<details><summary>More</summary><dialog open>Hi</dialog></details> <meter value="3" max="5">3</meter> <progress value="1" max="2"></progress> <kbd>Ctrl</kbd> <ruby>漢<rt>kan</rt></ruby> <bdo dir="rtl">abc</bdo> <time datetime="2026-11-29">today</time>

<form><label>Name <input name="n" type="text" required></label><select><option>a</option></select><textarea></textarea><button>Go</button></form>

<map name="m"><area shape="rect" coords="0,0,1,1" href="#media" alt="y"></map><img src="a.png" usemap="#m" alt="map">

<table border="1" cellpadding="2" align="center"><tr><td nowrap width="10">x<td valign="top">y</table>

<center>old</center> <font color="red">red</font> <tt>tt</tt> <big>big</big> <strike>s</strike> <nobr>no</nobr>
`,
);
