"""A strict client: every message of the server is read by types that were generated from the protocol's own model."""

import asyncio
import json
import os
import pathlib
import uuid

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, LanguageClientProtocol, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

from limits import excess

ROOT = pathlib.Path(__file__).resolve().parents[3]
SERVER = os.environ.get("ATTACHE", str(ROOT / "target/debug/attache"))
OURS = {it.stem: it for it in (pathlib.Path(__file__).parent / "profiles").glob("*.json")}
RECORDED = [
    "visual_studio_code@1.65.2",
    "neovim@0.6.1",
    "neovim@0.7.0",
    "neovim@0.8.0",
    "neovim@0.9.1",
    "neovim@0.10.0",
    "neovim@0.11.0",
    "emacs@29.1",
]
PROFILES = RECORDED + sorted(OURS)

# What requests may give for the server's progress.
TOKENS = ["work", 7]

# A server that says nothing for so many seconds hangs.
PATIENCE = 60


def capabilities(profile):
    """What the client of this profile says that it can do."""
    if profile in OURS:
        said = json.loads(OURS[profile].read_text())["capabilities"]
        return default_converter().structure(said, types.ClientCapabilities)
    return client_capabilities(profile)


def differences(raw, read, path=""):
    """Where a message is not what its type makes of it: unknown members, nulls for what may be left out but not null,
    values of another type."""
    if isinstance(raw, dict) and isinstance(read, dict):
        for name in raw.keys() | read.keys():
            here = f"{path}/{name}"
            if name not in read:
                yield f"{here}: no such member, or null where that is not allowed: {raw[name]!r}"
            elif name not in raw:
                yield f"{here}: missing"
            else:
                yield from differences(raw[name], read[name], here)
    elif isinstance(raw, list) and isinstance(read, list) and len(raw) == len(read):
        for index, pair in enumerate(zip(raw, read)):
            yield from differences(*pair, f"{path}/{index}")
    elif type(raw) is not type(read) or raw != read:
        yield f"{path}: {raw!r} is read as {read!r}"


class StrictProtocol(LanguageClientProtocol):
    def structure_message(self, data):
        method = data.get("method") or self._server.asked.get(data.get("id"))
        message = super().structure_message(data)
        # Through JSON once more, which makes plain values of enumerations.
        read = json.loads(json.dumps(self._converter.unstructure(message)))
        for it in [*differences(data, read), *excess(self._server.said, data, method)]:
            self._server.violations.setdefault(f"{method}: {it}", data)
        return message


class StrictClient(LanguageClient):
    """`violations` is what the server sent that the protocol, or the client's capabilities, do not allow."""

    def __init__(self):
        super().__init__(protocol_cls=StrictProtocol, converter_factory=default_converter)
        features = {method: it for method, it in DEFAULT_CLIENT_FEATURES.items() if method != types.PROGRESS}
        register_lsp_features(self, features)
        self.violations = {}
        self.asked = {}
        self.said = {}
        self.registered = []

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams):
            self.registered += [it.method for it in params.registrations]

        @self.feature(types.PROGRESS)
        def progress(params: types.ProgressParams):
            # Parts of results too, which pytest-lsp does not expect.
            if params.token not in TOKENS:
                self.violations.setdefault(f"progress without being asked: {params.token}", params)

        @self.feature(types.WORKSPACE_INLAY_HINT_REFRESH)
        def refresh(_):
            return None

    async def ask(self, method, params, *, absent=False):
        """The result and the error of a request with these very parameters, good or not; one of them is `None`."""
        protocol = self.protocol
        message_id = str(uuid.uuid4())
        future = asyncio.get_running_loop().create_future()

        class Both:
            """What pygls wants of a future, on the loop's own thread."""

            set_result = staticmethod(future.set_result)
            set_exception = staticmethod(future.set_exception)
            done = staticmethod(future.done)

        protocol._request_futures[message_id] = Both
        protocol._result_types[message_id] = protocol.get_result_type(method)
        self.asked[message_id] = method
        message = {"jsonrpc": "2.0", "id": message_id, "method": method}
        if not absent:
            message["params"] = params
        protocol._send_data(message)
        try:
            result = await asyncio.wait_for(future, PATIENCE)
        except JsonRpcException as error:
            return None, error
        return protocol._converter.unstructure(result), None

    def tell(self, method, params):
        """Sends a notification with these very parameters."""
        self.protocol._send_data({"jsonrpc": "2.0", "method": method, "params": params})


async def start(profile, folder, options):
    """A server in `folder` that has shaken hands with a client of this profile."""
    client = StrictClient()
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    await client.start_io(SERVER, "lsp", env=environment)
    said = capabilities(profile)
    client.said = default_converter().unstructure(said)
    uri = (folder / "articles").as_uri()
    client.offered = await client.initialize_session(
        types.InitializeParams(
            capabilities=said,
            root_uri=uri,
            workspace_folders=[types.WorkspaceFolder(uri=uri, name="articles")]
            if said.workspace and said.workspace.workspace_folders
            else None,
            initialization_options=options,
        )
    )
    return client
