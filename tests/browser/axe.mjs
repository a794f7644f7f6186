// Opens pages in a real browser and prints what it finds there as JSON, one object a view.
//
//   node axe.mjs BROWSER SCREENS FILE...
//
// BROWSER is the program to start, SCREENS a folder for pictures (made if needed). Every file
// is opened at 320 px and at desktop width, in the light and in the dark scheme. The exit code
// is 1 if axe finds a violation or is not sure, or a page asks for something else than its
// pictures, does not get one of them or scrolls sideways.

import { mkdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { chromium } from "playwright-core";

const VIEWS = [
  { width: 320, height: 256 }, // 1280 × 1024 at 400 % (WCAG 2.2 1.4.10)
  { width: 1280, height: 900 },
];
const SCHEMES = ["light", "dark"];
const MINIMUM_TARGET = 44;

const [browserPath, screens, ...files] = process.argv.slice(2);
await mkdir(screens, { recursive: true });
const browser = await chromium.launch({
  executablePath: browserPath,
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
const results = [];
for (const file of files) {
  for (const view of VIEWS) {
    for (const colorScheme of SCHEMES) {
      results.push(await look(resolve(file), view, colorScheme));
    }
  }
}
await browser.close();
console.log(JSON.stringify(results, null, 1));
process.exitCode = results.some(isBad) ? 1 : 0;

function isBad(result) {
  const { violations, incomplete, requests, errors, broken_pictures: broken } = result;
  const lists = [violations, incomplete, requests, errors, broken];
  return lists.some((list) => list.length) || result.overflow || !result.passes;
}

async function look(file, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (line) => errors.push(line.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  const address = pathToFileURL(file).href;
  await page.goto(address, { waitUntil: "load" });
  await page.evaluate(defineUnits);
  const broken = await page.evaluate(loadPictures);
  const name = `${basename(file, ".html")}-${viewport.width}-${colorScheme}.png`;
  await page.screenshot({ path: join(screens, name), fullPage: true });
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  const seen = await page.evaluate(describe, MINIMUM_TARGET);
  await page.evaluate(axe.source);
  const judged = await page.evaluate(judge);
  await page.keyboard.press("Tab");
  const focus = await page.evaluate(focused);
  await page.evaluate(spaceOut);
  const spacedOut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  const unseenOnScreen = await page.evaluate(unseen);
  await page.emulateMedia({ media: "print" });
  const unseenInPrint = await page.evaluate(unseen);
  await context.close();
  return {
    file,
    width: viewport.width,
    scheme: colorScheme,
    violations: judged.violations.map(brief),
    incomplete: judged.incomplete.map(brief),
    passes: judged.passes.length,
    requests: requests.filter((url) => url !== address && !url.startsWith("data:") && !isPicture(url, address)),
    broken_pictures: broken,
    errors,
    focus,
    overflow_with_text_spacing: spacedOut,
    unseen: [...unseenOnScreen, ...unseenInPrint],
    ...seen,
  };
}

function isPicture(url, address) {
  const folder = new URL("../images/", address).href;
  return url.startsWith(folder) && /^[0-9a-f]{16}\.(png|jpg)$/.test(url.slice(folder.length));
}

// Pictures load when they come near the screen; here all of them have to.
async function loadPictures() {
  const failed = await Promise.all(
    [...document.images].map(async (picture) => {
      picture.loading = "eager";
      return picture.decode().then(() => null, () => picture.src);
    }),
  );
  return failed.filter(Boolean);
}

// What is read in the page's text, each with the text that is its own: that of an item or a cell
// ends where a paragraph or a list in it begins.
function defineUnits() {
  const range = (element) => {
    const found = new Range();
    found.selectNodeContents(element);
    const block = element.querySelector(":scope > :is(p, ul, ol)");
    if (block) found.setEndBefore(block);
    return found;
  };
  const shown = (element) => {
    if (element.localName === "img") return element.alt;
    if (!element.querySelector(":scope > :is(p, ul, ol)")) return element.innerText;
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range(element));
    const text = selection.toString();
    selection.removeAllRanges();
    return text;
  };
  const box = (element) => {
    const whole = element.getBoundingClientRect();
    if (!element.querySelector(":scope > :is(p, ul, ol)")) return whole;
    const { top, bottom, height } = range(element).getBoundingClientRect();
    return { top, bottom, height, left: whole.left, width: whole.width };
  };
  const read = "h1, h2, h3, h4, h5, h6, p, li, caption, figcaption, th, td, img";
  window.units = () =>
    [...document.querySelectorAll(`article :is(${read})`)]
      .map((element) => ({ element, text: shown(element), box: box(element) }))
      .filter(({ element, text }) => text || element.localName === "p");
}

// axe looks at the middle of each piece of text. The pages keep every space, so one that ends a
// line hangs over the edge of its paragraph, where axe finds another element and is not sure; where
// lines end is a matter of fonts and width. Nor can it see what a wide table has outside the screen.
// Those texts are judged once more with such spaces collapsed and the tables made narrow, and stay
// unsure unless they pass.
async function judge() {
  const hidden = ["bgOverlap", "elmPartiallyObscured", "elmPartiallyObscuring"];
  const overlapped = (node) => node.any.some((check) => hidden.includes(check.data?.messageKey));
  const first = await window.axe.run(document);
  const unsure = first.incomplete.find((result) => result.id === "color-contrast");
  const targets = (unsure?.nodes ?? []).filter(overlapped).map((node) => node.target);
  if (!targets.length) return first;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "* { white-space: normal !important; } " +
      "table { table-layout: fixed; width: 100%; } th, td { min-width: 0; overflow-wrap: anywhere; }",
  );
  document.adoptedStyleSheets = [sheet];
  const second = await window.axe.run({ include: targets }, { runOnly: ["color-contrast"] });
  document.adoptedStyleSheets = [];
  const passed = second.passes.flatMap((result) => result.nodes).map((node) => String(node.target));
  unsure.nodes = unsure.nodes.filter((node) => !passed.includes(String(node.target)));
  const incomplete = first.incomplete.filter((result) => result.nodes.length);
  return { ...first, incomplete };
}

function brief(result) {
  return { id: result.id, impact: result.impact, nodes: result.nodes.map((node) => node.html) };
}

function focused() {
  const style = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  return {
    href: document.activeElement.getAttribute("href"),
    outline: style.outlineStyle,
    visible: box.top >= 0 && box.left >= 0 && box.right <= innerWidth,
  };
}

// What of the text nobody could see, and what does not stand below what is read before it. The
// check of a page trusts the package's own style sheet; here the browser judges that sheet.
function unseen() {
  let bottom = -1;
  let floor = -1;
  let table = null;
  const footer = [...document.querySelectorAll("footer p")].map((element) => ({
    element,
    box: element.getBoundingClientRect(),
  }));
  const bad = [...units(), ...footer].filter(({ element, box }) => {
    const style = getComputedStyle(element);
    const around = element.closest("table");
    if (around !== table) floor = bottom;
    table = around;
    const isBelow = box.top + scrollY >= (table ? floor : bottom) - 1;
    bottom = Math.max(box.bottom + scrollY, table ? bottom : -1);
    const isSeen =
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) &&
      parseFloat(style.fontSize) >= 12 && box.width > 20 && box.height >= 14 && (table || box.left >= 0) &&
      style.clipPath === "none" && style.filter === "none" && style.unicodeBidi !== "bidi-override" &&
      style.webkitTextFillColor === style.color &&
      (element.localName !== "li" || style.listStyleType !== "none");
    return !isBelow || !isSeen;
  });
  const rows = [...document.querySelectorAll("tr")].filter((row) => {
    const sign = getComputedStyle(row).direction === "rtl" ? -1 : 1;
    const starts = [...row.cells].map((cell) => sign * cell.getBoundingClientRect()[sign > 0 ? "left" : "right"]);
    return starts.some((start, i) => i > 0 && start <= starts[i - 1]);
  });
  return [...bad.map(({ element }) => element), ...rows].map((element) => element.outerHTML.slice(0, 120));
}

// WCAG 2.1 1.4.12: no loss of content with these spacings.
function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; " +
      "word-spacing: .16em !important; } p { margin-bottom: 2em !important; }",
  );
  document.adoptedStyleSheets = [sheet];
}

function describe(minimumTarget) {
  const NUMBER = /\+?[0-9]+(?:[-\u2010\u2011/.: \u00a0][0-9]+)+|[\w.-]+@[\w.-]+\w/g;
  return {
    overflow: document.documentElement.scrollWidth > innerWidth,
    sticking_out: [...document.body.querySelectorAll("*")]
      .filter((e) => !e.closest(".skip") && !e.closest(".table > *") && e.getClientRects().length)
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5 || e.getBoundingClientRect().left < -0.5)
      .map((e) => e.outerHTML.slice(0, 120)),
    small_targets: [...document.querySelectorAll("a")].filter(isSmall).map((a) => a.outerHTML),
    texts: units().map(({ text }) => text),
    numbers: numbers(),
    shown: [...document.querySelectorAll("article > p")].map(fromLeftToRight),
    characters_a_line: lineLength(),
  };

  // Links inside a sentence are excepted (WCAG 2.1 2.5.5).
  function isSmall(link) {
    if (link.closest("p:not(.issuer), article :is(h1, li, caption, figcaption, th, td)")) return false;
    const box = link.getBoundingClientRect();
    return box.height < minimumTarget || box.width < minimumTarget;
  }

  function numbers() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const match of walker.currentNode.data.matchAll(NUMBER)) {
        const boxes = [...match[0]].map((_, i) => box(walker.currentNode, match.index + i));
        const oneLine = boxes.every((b) => Math.abs(b.top - boxes[0].top) < 2);
        const rising = boxes.every((b, i) => i === 0 || b.left >= boxes[i - 1].left);
        found.push({ text: match[0], left_to_right: rising || !oneLine });
      }
    }
    return found;
  }

  // The characters of a paragraph on one line in the order in which they stand; null if it
  // takes more lines.
  function fromLeftToRight(paragraph) {
    const placed = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      [...walker.currentNode.data].forEach((character, i) => {
        const { left, right, bottom } = box(walker.currentNode, i);
        placed.push({ character, middle: (left + right) / 2, bottom });
      });
    }
    const isOneLine = placed.every((p) => Math.abs(p.bottom - placed[0].bottom) < 12);
    const sorted = placed.sort((a, b) => a.middle - b.middle);
    return isOneLine ? sorted.map((p) => p.character).join("") : null;
  }

  function box(node, index) {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    return range.getBoundingClientRect();
  }

  function lineLength() {
    const paragraphs = [...document.querySelectorAll("article > p")];
    const longest = paragraphs.sort((a, b) => b.innerText.length - a.innerText.length)[0];
    if (!longest) return null;
    const height = parseFloat(getComputedStyle(longest).lineHeight);
    const lines = Math.round(longest.getBoundingClientRect().height / height);
    return lines > 2 ? longest.innerText.length / lines : null;
  }
}
