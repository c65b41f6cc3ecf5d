// Run by web.sh. Opens the page in Chromium and does what a visitor does; every wait is for something that must come.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const { VSCODE, ATTACHE, ARTICLE, SCRATCH, CHROMIUM, PICTURES } = process.env;
const { chromium } = createRequire(join(VSCODE, 'package.json'))('playwright-core');
const PATIENCE = 1000 * Number(process.env.ATTACHE_PATIENCE);

const server = spawn(ATTACHE, ['serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
const gone = new Promise((resolve) => server.on('exit', resolve));
let code = 1;
let browser;
try {
  const address = await Promise.race([
    new Promise((resolve) => createInterface(server.stdout).once('line', resolve)),
    gone.then(() => Promise.reject(new Error('the server ended at once'))),
    late('the server prints no address'),
  ]);
  browser = await chromium.launchPersistentContext(join(SCRATCH, 'chromium'), {
    executablePath: spawnSync('sh', ['-c', 'command -v "$CHROMIUM"'], { encoding: 'utf8' }).stdout.trim(),
    headless: true,
    viewport: { width: 1280, height: 1000 },
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
  });
  browser.setDefaultTimeout(PATIENCE);
  await visit(browser.pages()[0] ?? (await browser.newPage()), address);
  console.log('passed');
  code = 0;
} catch (error) {
  console.log(`FAILED ${error.stack}`);
} finally {
  await browser?.close();
  server.kill('SIGKILL');
}
process.exit(code);

async function visit(page, address) {
  const complaints = [];
  const requests = new Set();
  page.on('console', (it) => it.type() === 'error' && complaints.push(it.text()));
  page.on('pageerror', (it) => complaints.push(String(it)));
  page.on('request', (it) => requests.add(new URL(it.url()).origin));
  const finding = (text) => page.locator('#findings > li', { hasText: text });
  const told = (text) => page.locator('#published', { hasText: text }).waitFor();

  await page.goto(address);
  await step('the example is judged', async () => {
    await finding('Donald Trump holds this office').waitFor();
    await finding('Olaf Scholz was Chancellor').waitFor();
    await told('28 August 2025');
    await page.locator('#editor .squiggle.error').first().waitFor();
  });
  await step('the cast and the timeline show who is named', async () => {
    await page.locator('#cast li', { hasText: 'Kim Jong Un' }).waitFor();
    await page.locator('.lane[data-record="vladimir-putin"] .bar.held').waitFor();
    equal(await page.locator('.lane .now').count(), (await page.locator('.lane').count()), 'lines at the day of publication');
  });
  await step('the thumb of the slider stands on the line', async () => {
    const line = await page.locator('.lane .now').first().boundingBox();
    const rail = await page.locator('#slider').boundingBox();
    const [low, high, value] = await page.locator('#slider').evaluate((it) => [it.min, it.max, it.value].map(Number));
    const thumb = rail.x + 8 + ((value - low) / (high - low)) * (rail.width - 16);
    if (Math.abs(thumb - line.x) > 2) {
      throw new Error(`the thumb is at ${thumb}, the line at ${line.x}`);
    }
  });
  await step('a hover shows the finding and the card', async () => {
    await page.locator('#editor .mention.leader', { hasText: 'Olaf Scholz' }).hover();
    await page.locator('.card .finding', { hasText: 'Friedrich Merz' }).waitFor();
    await page.locator('.card h3', { hasText: 'Olaf Scholz' }).waitFor();
    if (PICTURES) {
      await page.screenshot({ path: join(PICTURES, 'page.png'), animations: 'disabled' });
    }
  });
  await step('a fix in the card mends the text', async () => {
    await page.locator('.card .fix', { hasText: 'Friedrich Merz' }).click();
    await page.locator('.card').waitFor({ state: 'detached' });
    await page.locator('h1').hover();
    await page.locator('#editor .cm-line', { hasText: 'German Chancellor Friedrich Merz said' }).waitFor();
    await finding('Olaf Scholz').waitFor({ state: 'detached' });
    await finding('Donald Trump').waitFor();
  });
  await step('another date, another verdict', async () => {
    await page.locator('#date').fill('2024-11-20');
    await told('20 November 2024');
    await finding('Donald Trump holds this office').waitFor({ state: 'detached' });
    await page.locator('#findings .none').waitFor();
    await page.locator('#date').fill('2025-03-01');
    await told('1 March 2025');
    await finding('Friedrich Merz takes office on 6 May 2025').waitFor();
    await finding('Donald Trump holds this office').waitFor();
  });
  await step('the slider moves the date', async () => {
    await page.locator('#slider').press('ArrowRight');
    await told('2 March 2025');
    equal(await page.locator('#date').inputValue(), '2025-03-02', 'the date beside the slider');
    await page.locator('#stated').click();
    await told('28 August 2025');
    await finding('Donald Trump holds this office').waitFor();
  });
  await step('a dropped file is read; places behind letters of every width are right', async () => {
    await drop(page, 'lakeside.md', readFileSync(ARTICLE, 'utf8'));
    await told('5 August 2025');
    await finding('Donald Trump holds this office').waitFor();
    equal(await page.locator('#editor .squiggle').allInnerTexts(), ['former'], 'what is marked');
    await finding('Donald Trump').locator('.fix').first().click();
    await page.locator('#editor .cm-line', { hasText: '李娜 🎻 heard it from U.S. President Donald Trump himself' }).waitFor();
    await page.locator('#findings .none').waitFor();
  });
  await step('typing is judged', async () => {
    await page.locator('#clear').click();
    await page.locator('#findings .none').waitFor();
    await page.keyboard.type('Published: 3 March 2010\n\nFormer U.S. President Barack Obama met British Prime Minister Gordon Brown.');
    await finding('Barack Obama').waitFor();
    await page.locator('#cast li', { hasText: 'Gordon Brown' }).waitFor();
  });
  await step('a treaty has its acts on the timeline', async () => {
    await page.locator('#clear').click();
    await page.keyboard.type('The Maastricht Treaty was signed in Maastricht in 1992.');
    await page.locator('.lane', { hasText: 'Maastricht' }).locator('.mark').first().waitFor();
    await page.locator('.lane', { hasText: 'Maastricht' }).locator('.treaty .bar').first().waitFor();
  });
  equal(complaints, [], 'complaints of the browser');
  equal([...requests], [new URL(address).origin], 'hosts that were asked');

  await step('without its token the page says what to do', async () => {
    const stranger = await browser.newPage();
    await stranger.goto(address.replace(/#.*/, '#0'));
    await stranger.locator('#trouble', { hasText: 'token' }).waitFor();
    equal(await stranger.locator('#findings > li').count(), 0, 'findings without a token');
    await stranger.close();
  });
  await step('a killed server is told of', async () => {
    server.kill('SIGKILL');
    await gone;
    await page.locator('#editor .cm-content').press('End');
    await page.keyboard.type(' It failed.');
    await page.locator('#trouble', { hasText: 'does not answer' }).waitFor();
  });
}

/** Drops a file on the editor as a file manager would. */
async function drop(page, name, text) {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      return data;
    },
    [name, text],
  );
  await page.locator('#editor .cm-content').dispatchEvent('drop', { dataTransfer: data });
}

async function step(name, act) {
  await act();
  console.log(`ok ${name}`);
}

function equal(found, wanted, what) {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) {
    throw new Error(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  }
}

function late(sentence) {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(sentence)), PATIENCE).unref());
}
