"""Every request, with good, borderline and bad parameters, from every recorded client."""

import copy

import pytest

from client import TOKENS

TEXT = """---
date: 2025-08-18
---
# Visit

Former U.S. President Donald Trump met reporters on Monday. President Trump spoke of the North Atlantic Treaty, which
was signed in 1949, and of the end of World War II in Europe. 😀 The Russian president was in Alaska.

In 2015 French President François Hollande met Chinese President Xi Jinping. Hollande spoke.

French President E
"""

LINES = TEXT.split("\n")


def place(words, inside=1):
    """The position in the midst of these words; all before them on their line are of one unit in every encoding."""
    line = next(number for number, it in enumerate(LINES) if words in it)
    return {"line": line, "character": LINES[line].index(words) + inside}


EVERYTHING = {"start": {"line": 0, "character": 0}, "end": {"line": len(LINES), "character": 0}}


def at(words, **more):
    return lambda uri: {"textDocument": {"uri": uri}, "position": place(words), **more}


def of_document(**more):
    return lambda uri: {"textDocument": {"uri": uri}, **more}


# Parameters that have an answer, by method.
GOOD = {
    "textDocument/hover": at("Donald Trump"),
    "textDocument/declaration": at("Trump spoke"),
    "textDocument/definition": at("Donald Trump"),
    "textDocument/typeDefinition": at("Donald Trump"),
    "textDocument/implementation": at("president was"),
    "textDocument/references": at("Donald Trump", context={"includeDeclaration": True}),
    "textDocument/documentHighlight": at("Donald Trump"),
    "textDocument/documentSymbol": of_document(),
    "textDocument/codeAction": of_document(range=EVERYTHING, context={"diagnostics": []}),
    "textDocument/diagnostic": of_document(),
    "textDocument/completion": lambda uri: {
        "textDocument": {"uri": uri},
        "position": place("President E", len("President E")),
        "context": {"triggerKind": 1},
    },
    "textDocument/prepareRename": at("Donald Trump"),
    "textDocument/rename": at("Donald Trump", newName="Donald J. Trump"),
    "textDocument/inlayHint": of_document(range=EVERYTHING),
    "textDocument/semanticTokens/full": of_document(),
    "textDocument/semanticTokens/range": of_document(range=EVERYTHING),
    "textDocument/selectionRange": of_document(positions=[place("Donald Trump"), place("1949")]),
    "textDocument/foldingRange": of_document(),
    "textDocument/documentLink": of_document(),
    "textDocument/moniker": at("Donald Trump"),
    "textDocument/prepareTypeHierarchy": at("Hollande met"),
    "textDocument/prepareCallHierarchy": at("North Atlantic Treaty"),
    "textDocument/codeLens": of_document(),
    "workspace/symbol": lambda uri: {"query": "trump"},
    "workspace/textDocumentContent": lambda uri: {"uri": "attache:///people/usa.toml"},
    "workspace/willRenameFiles": lambda uri: {"files": [{"oldUri": uri.replace("article.md", "other.md"), "newUri": f"{uri}x"}]},
    "workspace/diagnostic": lambda uri: {"previousResultIds": [{"uri": uri, "value": "1"}]},
}

# Requests about what another has answered.
FOLLOWING = {
    "completionItem/resolve": ("textDocument/completion", lambda it: it["items"][0]),
    "textDocument/semanticTokens/full/delta": (
        "textDocument/semanticTokens/full",
        lambda it: {"previousResultId": it["resultId"]},
    ),
    "typeHierarchy/supertypes": ("textDocument/prepareTypeHierarchy", lambda it: {"item": it[0]}),
    "typeHierarchy/subtypes": ("textDocument/prepareTypeHierarchy", lambda it: {"item": it[0]}),
    "callHierarchy/incomingCalls": ("callHierarchy/outgoingCalls", lambda it: {"item": it[0]["to"]}),
    "callHierarchy/outgoingCalls": ("textDocument/prepareCallHierarchy", lambda it: {"item": it[0]}),
}

WRONG = [None, True, -1, 1.5, 10**12, "x", "\u0000", [], [[]], {}, {"x": 1}]


def nodes(value, path=()):
    """The path of every member and element."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield (*path, name)
        yield from nodes(child, (*path, name))


def put(value, path, new):
    """The same, but another value at `path`; without it where `new` is `Ellipsis`."""
    value = copy.deepcopy(value)
    within = value
    for name in path[:-1]:
        within = within[name]
    if new is ...:
        del within[path[-1]]
    else:
        within[path[-1]] = new
    return value


async def opened(client):
    uri = (client.folder / "article.md").as_uri()
    document = {"uri": uri, "languageId": "markdown", "version": 1, "text": TEXT}
    client.tell("textDocument/didOpen", {"textDocument": document})
    return uri


async def good(client, method, uri):
    """Parameters that have an answer."""
    if method in GOOD:
        return GOOD[method](uri)
    first, following = FOLLOWING[method]
    result, error = await client.ask(first, await good(client, first, uri))
    assert error is None, f"{first}: {error}"
    params = following(result)
    return {**of_document()(uri), **params} if "previousResultId" in params else params


@pytest.mark.parametrize("method", [*GOOD, *FOLLOWING])
async def test_request(client, method):
    uri = await opened(client)
    params = await good(client, method, uri)

    result, error = await client.ask(method, params)
    assert error is None, f"{method}: {error}"
    assert result, f"{method} has no answer"

    for it in borderline(params):
        _, error = await client.ask(method, it)
        assert error is None, f"{method} {it}: {error}"

    # Bad parameters cost an error of the right kind or nothing, and never the server.
    bad = [put(params, path, new) for path in nodes(params) for new in [..., *WRONG]]
    answers = [client.ask(method, it) for it in bad]
    answers += [client.ask(method, it) for it in WRONG[1:]] + [client.ask(method, None, absent=True)]
    for answer in answers:
        _, error = await answer
        assert error is None or error.code in (-32602, -32600), f"{method}: {error.code} {error}"

    after, error = await client.ask(method, params)
    assert error is None and after == result, f"{method} answers otherwise after bad parameters"


def borderline(params):
    """Parameters that are right, but speak of nothing, or of the very ends of things."""
    far = {"line": 2**31 - 1, "character": 2**31 - 1}
    start = {"line": 0, "character": 0}
    emoji = place("😀")
    for path in nodes(params):
        if path[-1] in ("position", "start", "end"):
            for position in (far, start, emoji, {**emoji, "character": emoji["character"] + 1}):
                yield put(params, path, position)
        elif path[-1] == "range":
            yield put(params, path, {"start": far, "end": start})
        elif path[-1] == "positions":
            yield put(params, path, [])
        elif path[-1] in ("newName", "query"):
            for text in ("", " ", "\n", "😀" * 1000, "\u202e"):
                yield put(params, path, text)
        elif path == ("textDocument", "uri"):
            for uri in ("file:///nowhere.md", "untitled:Untitled-1", "not an address", "", "file:///%", "file:///%FF%00"):
                yield put(params, path, uri)
    yield {**params, "workDoneToken": TOKENS[0], "partialResultToken": TOKENS[1], "unknown": {"x": 1}}


async def test_handshake(client):
    encodings = ((client.said.get("general") or {}).get("positionEncodings")) or ["utf-16"]
    offered = client.offered.capabilities
    assert (offered.position_encoding or "utf-16") in encodings
    assert client.offered.server_info.name == "attache"
    again, error = await client.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    assert again is None and error.code == -32600


async def test_unknown_messages(client):
    _, error = await client.ask("attache/none", {})
    assert error.code == -32601
    client.tell("attache/none", {})
    client.tell("$/none", {})
    client.tell("textDocument/didOpen", {})
    client.tell("textDocument/didChange", {"textDocument": {"uri": "file:///none.md", "version": 1}, "contentChanges": []})
    client.tell("textDocument/didClose", {"textDocument": {"uri": "file:///none.md"}})
    _, error = await client.ask("workspace/symbol", {"query": "trump"})
    assert error is None
