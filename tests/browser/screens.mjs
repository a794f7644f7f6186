// Takes a picture of every page at the root of a site, and of some others, for people to look at.
//
//   node screens.mjs BROWSER SITE SCREENS [PAGE...]
//
// SITE is a folder such as output/, SCREENS one for the pictures (made if needed), PAGE a further
// page by its path under SITE. Each is shown on a phone and on a desk, in light and in dark.

import { mkdir, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const VIEWS = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

const [browserPath, site, screens, ...more] = process.argv.slice(2);
await mkdir(screens, { recursive: true });
const pages = (await readdir(site)).filter((name) => name.endsWith(".html"));
const browser = await chromium.launch({
  executablePath: browserPath,
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
for (const path of [...pages, ...more]) {
  for (const viewport of VIEWS) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport, colorScheme });
      await page.goto(pathToFileURL(resolve(site, path)).href, { waitUntil: "load" });
      const name = path.replaceAll("/", "_").replace(/\.html$/, "");
      const file = `${name}-${viewport.width}-${colorScheme}.png`;
      await page.screenshot({ path: join(screens, file), fullPage: true });
      await page.close();
      console.log(join(screens, file));
    }
  }
}
await browser.close();
