// Looks at pages in forced colours (a contrast theme of the system), narrow and on paper, and prints
// what cannot be seen there, as JSON.
//
//   node forced.mjs BROWSER FILE...

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [browserPath, ...files] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: browserPath,
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
const results = [];
for (const file of files) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    forcedColors: "active",
  });
  const page = await context.newPage();
  await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: "load" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const focus = await page.evaluate(outline);
  const forced = await page.evaluate(sameColours);
  await page.emulateMedia({ media: "print", forcedColors: "none" });
  const print = await page.evaluate(onPaper);
  const sheets = (await page.pdf({ format: "A4" })).length;
  results.push({ file, focus, forced, print, sheets });
  await context.close();
}
await browser.close();
console.log(JSON.stringify(results));

function outline() {
  const style = getComputedStyle(document.activeElement);
  return {
    tag: document.activeElement.localName,
    width: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    differs: style.outlineColor !== getComputedStyle(document.body).backgroundColor,
  };
}

// Texts whose colour is that of what is behind them.
function sameColours() {
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (colour !== "rgba(0, 0, 0, 0)") return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return [...document.body.querySelectorAll("a, p, h1, h2, li, small, span")]
    .filter((element) => element.innerText.trim() && getComputedStyle(element).color === behind(element))
    .map((element) => element.outerHTML.slice(0, 80));
}

// The headings, links and sentences of the main part that paper does not have.
function onPaper() {
  return [...document.querySelectorAll("main :is(h1, h2, li, p)")]
    .filter((element) => !element.closest(".downloads") && element.getClientRects().length === 0)
    .map((element) => element.outerHTML.slice(0, 80));
}
