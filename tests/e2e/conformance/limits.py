"""What a client may be sent, by what it said that it can do."""

# What every client knows of these enumerations, if it does not say more.
SYMBOL_KINDS = range(1, 19)
COMPLETION_KINDS = range(1, 19)

REFRESHES = {
    "workspace/codeLens/refresh": "codeLens",
    "workspace/diagnostic/refresh": "diagnostics",
    "workspace/inlayHint/refresh": "inlayHint",
    "workspace/semanticTokens/refresh": "semanticTokens",
}


def said(capabilities, *path):
    for name in path:
        if not isinstance(capabilities, dict):
            return None
        capabilities = capabilities.get(name)
    return capabilities


def excess(client, message, method):
    """What of a message goes beyond the client's capabilities."""
    if "method" in message:
        yield from excess_of_request(client, method, message.get("params"))
    elif message.get("result") is not None and (check := ANSWERS.get(method)):
        yield from check(client, message["result"])


def excess_of_request(client, method, params):
    if method in REFRESHES and not said(client, "workspace", REFRESHES[method], "refreshSupport"):
        yield "this client does not refresh"
    if method == "window/workDoneProgress/create" and not said(client, "window", "workDoneProgress"):
        yield "this client shows no progress"
    if method == "workspace/configuration" and not said(client, "workspace", "configuration"):
        yield "this client has no configuration to ask for"
    if method == "client/registerCapability":
        for registration in params["registrations"]:
            area, name = registration["method"].split("/")
            if not said(client, area, name, "dynamicRegistration"):
                yield f"this client does not register {registration['method']}"
    if method == "textDocument/publishDiagnostics":
        if said(client, "textDocument", "diagnostic") is not None:
            yield "this client asks for its findings"
        for it in params["diagnostics"]:
            yield from excess_of_diagnostic(client, it)


def excess_of_diagnostic(client, diagnostic):
    def can(*path):
        places = ("publishDiagnostics", "diagnostic")
        return [it for place in places if (it := said(client, "textDocument", place, *path))]

    if "relatedInformation" in diagnostic and not can("relatedInformation"):
        yield "this client has no related information"
    tags = {tag for values in can("tagSupport", "valueSet") for tag in values}
    if not tags.issuperset(diagnostic.get("tags", [])):
        yield "this client does not know these tags"
    if "data" in diagnostic and not can("dataSupport"):
        yield "this client does not keep data"


def report(client, result):
    for it in result.get("items", []):
        yield from excess_of_diagnostic(client, it)


def workspace_report(client, result):
    for it in result["items"]:
        yield from report(client, it)


def hover(client, result):
    formats = said(client, "textDocument", "hover", "contentFormat") or ["plaintext"]
    if result["contents"]["kind"] not in formats:
        yield "this client does not read this format"


def links(name):
    def check(client, result):
        result = result if isinstance(result, list) else [result]
        if any("targetUri" in it for it in result) and not said(client, "textDocument", name, "linkSupport"):
            yield "this client takes no links"

    return check


def document_symbols(client, result):
    kinds = said(client, "textDocument", "documentSymbol", "symbolKind", "valueSet") or SYMBOL_KINDS
    tree = said(client, "textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport")

    def visit(symbols):
        for it in symbols:
            if it["kind"] not in kinds:
                yield f"this client does not know the kind {it['kind']}"
            if "location" not in it and not tree:
                yield "this client takes no tree"
            yield from visit(it.get("children", []))

    yield from visit(result)


def workspace_symbols(client, result):
    kinds = said(client, "workspace", "symbol", "symbolKind", "valueSet") or SYMBOL_KINDS
    for it in result:
        if it["kind"] not in kinds:
            yield f"this client does not know the kind {it['kind']}"


def completion(client, result):
    kinds = said(client, "textDocument", "completion", "completionItemKind", "valueSet") or COMPLETION_KINDS
    for it in result["items"] if isinstance(result, dict) else result:
        if it.get("kind", 1) not in kinds:
            yield f"this client does not know the kind {it['kind']}"
        yield from completion_item(client, it)


def completion_item(client, item):
    formats = said(client, "textDocument", "completion", "completionItem", "documentationFormat") or ["plaintext"]
    documentation = item.get("documentation")
    if isinstance(documentation, dict) and documentation["kind"] not in formats:
        yield "this client does not read this format"


def edit(client, result):
    if "documentChanges" in result and not said(client, "workspace", "workspaceEdit", "documentChanges"):
        yield "this client takes no versioned edits"


def code_actions(client, result):
    literal = said(client, "textDocument", "codeAction", "codeActionLiteralSupport")
    for it in result:
        if not literal:
            yield "this client takes only commands"
        yield from edit(client, it.get("edit", {}))
        for finding in it.get("diagnostics", []):
            yield from excess_of_diagnostic(client, finding)



ANSWERS = {
    "completionItem/resolve": completion_item,
    "textDocument/codeAction": code_actions,
    "textDocument/completion": completion,
    "textDocument/declaration": links("declaration"),
    "textDocument/definition": links("definition"),
    "textDocument/diagnostic": report,
    "textDocument/documentSymbol": document_symbols,
    "textDocument/hover": hover,
    "textDocument/implementation": links("implementation"),
    "textDocument/rename": edit,
    "textDocument/typeDefinition": links("typeDefinition"),
    "workspace/diagnostic": workspace_report,
    "workspace/symbol": workspace_symbols,
}
