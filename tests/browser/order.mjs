// Opens pages in a real browser and prints, as JSON, what each paragraph of an article shows: its
// characters in the order in which they stand from left to right; null if it takes more lines.
//
//   node order.mjs BROWSER FILE...

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const MOST_RISE_PX = 14;

const [browserPath, ...files] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: browserPath,
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const shown = {};
for (const file of files) {
  await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: "load" });
  shown[file] = await page.evaluate(paragraphs, MOST_RISE_PX);
}
await browser.close();
console.log(JSON.stringify(shown));

function paragraphs(mostRise) {
  return [...document.querySelectorAll("article > p")].map((paragraph) => {
    const placed = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      [...walker.currentNode.data].forEach((character, index) => {
        const range = document.createRange();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + 1);
        const [box] = range.getClientRects();
        placed.push({ character, middle: (box.left + box.right) / 2, bottom: box.bottom });
      });
    }
    const isOneLine = placed.every(({ bottom }) => Math.abs(bottom - placed[0].bottom) < mostRise);
    const sorted = placed.sort((a, b) => a.middle - b.middle);
    return isOneLine ? sorted.map(({ character }) => character).join("") : null;
  });
}
