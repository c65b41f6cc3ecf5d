// What a user does, step by step, with the real API. Run by the extension that drive.mjs makes; stops at the first step that fails.
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const { ARTICLE, ATTACHE, KILL_SERVER, LOGS, TALK } = process.env;
const PATIENCE = 1000 * Number(process.env.ATTACHE_PATIENCE);

exports.activate = () => {
  run().then(
    () => fs.writeFileSync(path.join(TALK, 'verdict'), 'passed'),
    (error) => fs.writeFileSync(path.join(TALK, 'verdict'), `FAILED ${error.stack}`),
  );
};

async function run() {
  const settings = () => vscode.workspace.getConfiguration('attache');
  const set = (name, value) => settings().update(name, value, vscode.ConfigurationTarget.Global);
  const uri = vscode.Uri.file(ARTICLE);
  const article = await vscode.workspace.openTextDocument(uri);
  const text = article.getText();
  const show = () => vscode.window.showTextDocument(article, { preview: false });
  const at = (word, more = 0) => article.positionAt(article.getText().indexOf(word) + more);
  const of = (document) => vscode.languages.getDiagnostics(document).filter((it) => code(it) === 'leader/former-incumbent');
  const findings = () => of(uri);
  const provide = (name, place, ...more) => vscode.commands.executeCommand(`vscode.execute${name}`, uri, place, ...more);
  await show();

  await step('the finding comes, at its word, as an error', async () => {
    const [found] = await until(findings);
    // Columns are UTF-16 units here.
    assert.deepEqual(found.range.start, article.positionAt(text.indexOf('former')));
    assert.equal(article.getText(found.range), 'former');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
  });

  await step('one server runs', () => assert.equal(servers().length, 1));

  await step('a card tells of the person and the office', async () => {
    const [card] = await until(() => provide('HoverProvider', at('Donald', 2)));
    const said = card.contents.map((it) => it.value).join('\n');
    assert.match(said, /Donald Trump/);
    assert.match(said, /President/);
    assert.match(article.getText(card.range), /Donald Trump$/);
  });

  await step('the definition is the line of the record', async () => {
    const [link] = await until(() => provide('DefinitionProvider', at('Donald', 2)));
    const record = await vscode.workspace.openTextDocument(link.targetUri ?? link.uri);
    const range = link.targetSelectionRange ?? link.targetRange ?? link.range;
    assert.match(record.lineAt(range.start.line).text, /^\[donald-trump\]/);
  });

  await step('the fix deletes the word, and the finding goes', async () => {
    await show();
    const fix = await until(async () => {
      const all = await provide('CodeActionProvider', findings()[0].range);
      return all.find((it) => it.kind.value === 'quickfix' && /Delete.*former/.test(it.title));
    });
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(article.getText(), text.replace('former ', ''));
    await until(() => findings().length === 0);
  });

  await step('undo brings it back', async () => {
    await show();
    await vscode.commands.executeCommand('undo');
    assert.equal(article.getText(), text);
    await until(findings);
  });

  await step('rename writes the surname otherwise, twice, and leaves the full name', async () => {
    const edit = await provide('DocumentRenameProvider', at('said Zelenskyy', 7), 'Zelensky');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(article.getText(), text.replace(/(said|and) Zelenskyy/g, '$1 Zelensky'));
    await vscode.commands.executeCommand('undo');
    await until(() => article.getText() === text);
  });

  await step('restart starts one new server', async () => {
    const [before] = servers();
    await vscode.commands.executeCommand('attache.restart');
    await until(findings);
    await until(() => servers().length === 1);
    assert.notEqual(servers()[0], before);
  });

  await step('two restarts at once leave one server', async () => {
    const restart = () => vscode.commands.executeCommand('attache.restart');
    await Promise.all([restart(), restart()]);
    await until(findings);
    await until(() => servers().length === 1);
    assert.equal(findings().length, 1);
  });

  await step('the level of a check follows its setting', async () => {
    await set('checks', { 'leader/former-incumbent': 'off' });
    await until(() => findings().length === 0);
    await set('checks', { 'leader/former-incumbent': 'hint' });
    await until(() => findings()[0]?.severity === vscode.DiagnosticSeverity.Hint);
    await set('checks', undefined);
    await until(() => findings()[0]?.severity === vscode.DiagnosticSeverity.Error);
  });

  const note = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: '---\ndate: 2025-08-05\n---\n\nŽofie 🙂 met former U.S. President Donald Trump. The French president spoke.\n',
  });
  await vscode.window.showTextDocument(note, { preview: false });

  await step('a text that was never saved is read too', async () => {
    const [found] = await until(() => of(note.uri));
    assert.equal(note.getText(found.range), 'former');
  });

  await step('hints and links come when asked for', async () => {
    const everywhere = new vscode.Range(0, 0, note.lineCount, 0);
    const hints = () => vscode.commands.executeCommand('vscode.executeInlayHintProvider', note.uri, everywhere);
    const links = () => vscode.commands.executeCommand('vscode.executeLinkProvider', note.uri);
    assert.equal((await hints()).length + (await links()).length, 0);
    await set('inlayHints.enable', true);
    await until(hints);
    await set('documentLinks.enable', true);
    await until(links);
    await set('inlayHints.enable', undefined);
    await set('documentLinks.enable', undefined);
    await until(async () => (await hints()).length + (await links()).length === 0);
  });

  await step('the traffic is written when asked for', async () => {
    const card = () => provide('HoverProvider', at('Donald', 2));
    await until(async () => (await card()) && /textDocument\/hover/.test(logged()));
    await set('trace.server', 'off');
    await until(async () => {
      const before = logged().length;
      await card();
      return logged().length === before;
    });
    await set('trace.server', undefined);
    assert.doesNotMatch(logged(), /notification .*failed/);
  });

  await step('a wrong path stops the server, a right one starts it', async () => {
    const place = vscode.ConfigurationTarget.Workspace;
    await settings().update('server.path', '/nonexistent/attache', place);
    await until(() => servers().length === 0 && findings().length === 0);
    await settings().update('server.path', undefined, place);
    await until(findings);
    assert.equal(servers().length, 1);
  });

  await step('a server that was killed comes back', async () => {
    const [before] = servers();
    execFileSync(KILL_SERVER);
    await until(() => servers().length === 1 && servers()[0] !== before);
    await until(findings);
    // It reads what is typed, and does not only hold what was found before.
    await show();
    const edit = new vscode.WorkspaceEdit();
    edit.delete(uri, new vscode.Range(at('former'), at('U.S. President')));
    await vscode.workspace.applyEdit(edit);
    await until(() => findings().length === 0);
    await vscode.commands.executeCommand('undo');
    await until(findings);
  });

  const command = (name, ...more) => vscode.commands.executeCommand(name, ...more);
  const active = () => vscode.window.activeTextEditor;
  const line = () => active().document.lineAt(active().selection.active.line).text;
  const cursor = async (word, more = 0) => {
    const editor = await show();
    editor.selection = new vscode.Selection(at(word, more), at(word, more));
  };
  const inBar = (text) => ask({ see: { selector: '.statusbar-item', text } });

  await step('the status bar has the date', async () => {
    await show();
    await inBar('2025-08-05');
  });

  await step('the cast lists people, and leads to the text and back', async () => {
    await command('attache.cast.focus');
    const row = (text, more = '') => ({ selector: `.pane-body .monaco-list-row${more}`, text });
    await ask({ click: row('Volodymyr Zelenskyy') });
    await until(() => line().includes('Volodymyr Zelenskyy') && active().document.getText(active().selection) === 'Volodymyr Zelenskyy');
    await cursor('Donald', 2);
    await ask({ see: row('line 6', '.selected') });
  });

  await step('the record of the cursor opens', async () => {
    await cursor('Donald', 2);
    await command('attache.openRecord');
    await until(() => /^\[donald-trump\]/.test(line()));
  });

  await step('a card leads to the predecessor', async () => {
    await cursor('Donald', 2);
    await command('editor.action.showHover');
    await ask({ click: { selector: '.monaco-hover a', text: 'Joe Biden' } });
    await until(() => /^\[joe-biden\]/.test(line()));
  });

  await step('a date that the user says changes the verdict, until it is taken back', async () => {
    await show();
    void command('attache.setDate');
    await ask({ type: { text: '2023-05-01' }, press: 'Enter' });
    await until(() => findings().length === 0);
    await inBar('2023-05-01');
    await show();
    void command('attache.setDate');
    await ask({ type: { text: '' }, press: 'Enter' });
    await until(findings);
    await inBar('2025-08-05');
  });

  await step('leaders and treaties are looked up', async () => {
    void command('attache.lookUp');
    await ask({ type: { text: 'zelensky', see: { selector: '.quick-input-list .monaco-list-row', text: 'Volodymyr Zelenskyy' } }, press: 'Enter' });
    await until(() => /^\[volodymyr-zelensky/.test(line()));
  });

  await step('the debug information is copied', async () => {
    await show();
    await command('attache.copyDebugInfo');
    const facts = JSON.parse(await until(() => vscode.env.clipboard.readText()));
    assert.equal(facts.state, 'running');
    assert.match(facts.program, /attache/);
    assert.equal(facts.settings.server.path, ATTACHE);
  });

  await step('a new record is begun', async () => {
    void command('attache.newRecord');
    await ask({ type: { text: 'Žofie Example' }, press: 'Enter' });
    await until(() => /Žofie Example/.test(active().document.getText()) && active().document.isUntitled);
    await command('workbench.action.revertAndCloseActiveEditor');
  });

  await step('the workspace is checked, articles that are not open too', async () => {
    await command('attache.checkWorkspace');
    const other = vscode.Uri.file(path.join(path.dirname(ARTICLE), 'parade.md'));
    const found = await until(() => vscode.languages.getDiagnostics(other));
    assert.deepEqual(found.map(code).sort(), ['leader/former-incumbent', 'leader/office-at-date']);
    assert.equal(findings().length, 1); // what is open is not told twice
    await command('workbench.action.closePanel');
  });

  await step('the pictures show an article, a card and the cast', async () => {
    await vscode.window.showTextDocument(note);
    await command('workbench.action.revertAndCloseActiveEditor');
    await command('workbench.action.closeAllEditors');
    await command('notifications.clearAll');
    const parade = await vscode.workspace.openTextDocument(path.join(path.dirname(ARTICLE), 'parade.md'));
    const editor = await vscode.window.showTextDocument(parade, { preview: false });
    await until(() => of(parade.uri).length === 1);
    await command('attache.cast.focus');
    await ask({ see: { selector: '.pane-body .monaco-list-row', text: 'Olaf Scholz' } });
    await vscode.window.showTextDocument(parade);
    await ask({ see: { selector: '.monaco-editor .squiggly-error' }, picture: 'cast' });
    await command('workbench.action.closeSidebar');
    const place = parade.positionAt(parade.getText().indexOf('Vučić') + 2);
    editor.selection = new vscode.Selection(place, place);
    await command('editor.action.showHover');
    await ask({ see: { selector: '.monaco-hover', text: 'Second mention' }, picture: 'article' });
  });

  await command('attache.showOutput');
}

let asked = 0;

/** Has the page done what only a page can do, and waits until it is done. */
async function ask(request) {
  fs.writeFileSync(path.join(TALK, `ask-${asked}`), `${JSON.stringify(request)}\n`);
  const done = path.join(TALK, `done-${asked}`);
  asked += 1;
  await until(() => fs.existsSync(done));
}

async function step(name, does) {
  let timer;
  const limit = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error('it hangs')), 2 * PATIENCE);
  });
  try {
    await Promise.race([does(), limit]);
    clearTimeout(timer);
  } catch (error) {
    error.stack = `${name}: ${error.stack}`;
    throw error;
  }
  fs.appendFileSync(path.join(TALK, 'said'), `ok ${name}\n`);
}

/** Asks until there is an answer that is not empty, and gives it. */
async function until(holds) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((next) => setTimeout(next, 50))) {
    const value = await holds();
    if (Array.isArray(value) ? value.length > 0 : value) {
      return value;
    }
  }
  throw new Error(`it never came: ${holds}`);
}

function code(diagnostic) {
  return diagnostic.code?.value ?? diagnostic.code;
}

/** The processes that run our server. */
function servers() {
  const runs = (id) => {
    try {
      return fs.readFileSync(`/proc/${id}/cmdline`, 'utf8').startsWith(`${ATTACHE}\0lsp\0`);
    } catch {
      return false;
    }
  };
  return fs.readdirSync('/proc').filter((it) => /^\d+$/.test(it) && runs(it));
}

/** What the output channel holds; it is written to a file. */
function logged() {
  const files = fs.readdirSync(LOGS, { recursive: true }).filter((it) => /Attach[^/]*\.log$/.test(it));
  return files.map((it) => fs.readFileSync(path.join(LOGS, it), 'utf8')).join('');
}
