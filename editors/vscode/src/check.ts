/** "Check Workspace": `attache check` over the open folders. Its findings stand in the list of problems, until an article is opened
 * and the server tells of it. */

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Server } from './server';

/** One line of `attache check --format json`; offsets count code points. */
interface Checked {
  path: string;
  findings: { code: string; severity: string; start: number; end: number; message: string }[];
}

const LEVELS: Record<string, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function checkCommand(server: Server): vscode.Disposable[] {
  const problems = vscode.languages.createDiagnosticCollection('attache-check');
  return [
    problems,
    vscode.workspace.onDidOpenTextDocument(({ uri }) => problems.delete(uri)),
    vscode.commands.registerCommand('attache.checkWorkspace', async () => {
      const folders = (vscode.workspace.workspaceFolders ?? []).filter((it) => it.uri.scheme === 'file');
      if (folders.length === 0) {
        void vscode.window.showInformationMessage('Attaché: no folder is open.');
        return;
      }
      problems.clear();
      const options = { location: vscode.ProgressLocation.Notification, title: 'Attaché checks the workspace', cancellable: true };
      await vscode.window.withProgress(options, async (_, token) => {
        for (const { uri } of folders) {
          await check(server.program().command, uri.fsPath, problems, token);
        }
      });
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    }),
  ];
}

async function check(
  program: string,
  folder: string,
  problems: vscode.DiagnosticCollection,
  token: vscode.CancellationToken,
): Promise<void> {
  const { out, trouble } = await run(program, ['check', '--format', 'json', '.'], folder, token);
  for (const line of out.split('\n').filter((it) => it !== '')) {
    const checked = JSON.parse(line) as Checked;
    const file = path.resolve(folder, checked.path);
    const open = vscode.workspace.textDocuments.some((it) => it.uri.fsPath === file);
    if (!open && checked.findings.length > 0) {
      problems.set(vscode.Uri.file(file), await diagnostics(file, checked));
    }
  }
  if (trouble !== '') {
    void vscode.window.showWarningMessage(`Attaché: ${trouble}`);
  }
}

/** Runs to the end; exit code 1 means that something was found, a greater one that there was trouble. */
function run(program: string, args: string[], cwd: string, token: vscode.CancellationToken): Promise<{ out: string; trouble: string }> {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    token.onCancellationRequested(() => child.kill());
    let [out, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (it: string) => (out += it));
    child.stderr.setEncoding('utf8').on('data', (it: string) => (errors += it));
    child.on('error', (error) => done({ out: '', trouble: error.message }));
    child.on('close', (code) => done({ out: code === null ? '' : out, trouble: (code ?? 0) > 1 ? errors.trim() : '' }));
  });
}

async function diagnostics(file: string, { findings }: Checked): Promise<vscode.Diagnostic[]> {
  const letters = [...(await readFile(file, 'utf8'))];
  const position = (offset: number) => {
    const before = letters.slice(0, offset).join('');
    const lines = before.split(/\r\n|\r|\n/);
    return new vscode.Position(lines.length - 1, lines[lines.length - 1].length);
  };
  return findings.map(({ code, severity, start, end, message }) => {
    const diagnostic = new vscode.Diagnostic(new vscode.Range(position(start), position(end)), message, LEVELS[severity]);
    diagnostic.code = code;
    diagnostic.source = 'attache';
    return diagnostic;
  });
}
