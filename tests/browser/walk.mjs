// Walks through a site as a resident does: the index, the own language, a document, its PDF, and
// back. Prints, as JSON, the pages that were seen, where the focus went, and what was downloaded.
//
//   node walk.mjs BROWSER START WAY PROFILE
//
// START is the address of the index, https: or file:. WAY is `pointer` or `keyboard`. PROFILE is an
// empty folder, in which the browser is told to download PDFs instead of showing them.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";

const LANGUAGE = "ar";
const MOST_TABS = 60;

const [browserPath, start, way, profile] = process.argv.slice(2);
await mkdir(join(profile, "Default"), { recursive: true });
const preferences = { plugins: { always_open_pdf_externally: true } };
await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: browserPath,
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
  viewport: { width: 360, height: 740 },
  acceptDownloads: true,
});
const page = context.pages()[0];
const pages = [];
const focused = [];
const errors = [];
const foreign = [];
const answers = {};
const home = start.slice(0, start.lastIndexOf("/") + 1);
context.on("request", (request) => {
  const url = request.url();
  if (!url.startsWith(home) && !url.startsWith("data:")) foreign.push(url);
});
context.on("response", (response) => (answers[response.url()] = response.headers()));
page.on("console", (line) => errors.push(line.text()));
page.on("pageerror", (error) => errors.push(String(error)));

await page.goto(start, { waitUntil: "load" });
await note();
await follow(`nav.choice a[hreflang=${LANGUAGE}]`);
await follow("main h2 a >> nth=0");
const download = await fetched(`.downloads a[type="application/pdf"]`);
await follow(".all");
await follow(".all");
await context.close();
console.log(JSON.stringify({ pages, focused, download, errors, foreign }));

async function note() {
  pages.push(
    await page.evaluate(() => ({
      address: location.href,
      lang: document.documentElement.lang,
      dir: document.documentElement.dir,
      heading: document.querySelector("h1").innerText,
    })),
  );
}

async function follow(selector) {
  await Promise.all([page.waitForEvent("load"), choose(page.locator(selector))]);
  await note();
}

async function choose(link) {
  if (way === "pointer") return link.click();
  await page.evaluate(() => document.activeElement?.blur());
  for (let number = 0; number < MOST_TABS; number++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(describeFocus);
    focused.push({ page: pages.length, ...seen });
    if (await link.evaluate((element) => element === document.activeElement)) {
      return page.keyboard.press("Enter");
    }
  }
  throw new Error("The keyboard does not reach the link.");
}

function describeFocus() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: element.innerText,
    tag: element.localName,
    top: box.top + scrollY,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}

async function fetched(selector) {
  const [saved] = await Promise.all([page.waitForEvent("download"), choose(page.locator(selector))]);
  const data = await readFile(await saved.path());
  const type = answers[saved.url()]?.["content-type"] ?? null;
  return { name: saved.suggestedFilename(), type, head: data.subarray(0, 5).toString(), size: data.length };
}
