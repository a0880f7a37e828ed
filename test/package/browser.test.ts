import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { beforeAll, expect, test } from 'vitest';

const fixture = new URL('fixtures/in-browser.mjs', import.meta.url);
const { program } = (await import(String(fixture))) as { program: () => Promise<readonly string[]> };

let code = '';
let imported: readonly string[] = [];

/** The main entry and the journal's, as a bundler takes them that builds for browsers: one script. */
beforeAll(async () => {
  const bundle = await rolldown({ input: fileURLToPath(fixture), platform: 'browser', external: /^node:/ });
  const { output } = await bundle.generate({ format: 'iife', name: 'worktrail', codeSplitting: false });
  await bundle.close();
  [{ code, imports: imported }] = output;
});

const refusals = Array(4).fill('JournalError no_disk');

test('a bundle for browsers asks for nothing of Node', () => {
  expect(imported).toEqual([]);
});

test('it does the same where there is nothing of Node', async () => {
  const given = {
    setTimeout,
    clearTimeout,
    queueMicrotask,
    performance,
    crypto,
    TextEncoder,
    TextDecoder,
    URL,
    atob,
    btoa,
  };
  const bare = createContext({ ...given, AbortController, AbortSignal, DOMException });
  const lines = `${code}; Promise.all([worktrail.program(), worktrail.onDisk()]).then((lines) => JSON.stringify(lines))`;
  expect(JSON.parse(await (runInContext(lines, bare) as Promise<string>))).toEqual([await program(), refusals]);
});

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => !spawnSync(name, ['--version']).error);
if (!browser) console.log('notice: no Chromium is on the PATH, so that the core was not tried in one');

test.skipIf(!browser)('it does the same in headless Chromium', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'worktrail-browser-'));
  const page = `<meta charset="utf-8"><pre id="seen">nothing</pre><script>${code.replaceAll('</script', '<\\/script')}
    Promise.all([worktrail.program(), worktrail.onDisk()])
      .then((lines) => JSON.stringify(lines), (error) => String(error?.stack))
      .then((text) => { seen.textContent = encodeURIComponent(text); });
  </script>`;
  try {
    writeFileSync(join(folder, 'page.html'), page);
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${folder}/profile`, '--dump-dom'];
    const dom = execFileSync(
      browser as string,
      [...flags, '--virtual-time-budget=20000', `file://${folder}/page.html`],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: 50_000,
      },
    );
    const seen = decodeURIComponent(/<pre id="seen">(.*?)<\/pre>/.exec(dom)?.[1] ?? dom);
    expect(JSON.parse(seen)).toEqual([await program(), refusals]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
