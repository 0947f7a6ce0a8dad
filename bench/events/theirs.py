"""mcp-webhook-events 0.2.0 on the official SDK, one event type, told by POST /publish; for bench/events.ts.

Its own switch for tests lets it call plain http on loopback. Delivery is woken by the publish, as its documentation advises.
"""

import asyncio
import json
import os
import socket
import threading
import time

import uvicorn
from mcp.server import MCPServer
from mcp_webhook_events import EventDefinition, McpEvents, SafeHttp
from starlette.requests import Request
from starlette.responses import JSONResponse

schema = {"type": "object", "properties": {"thread": {"type": "string"}}, "additionalProperties": True}
mcp = MCPServer("beside")
events = McpEvents(
    mcp,
    store=os.environ["DB"],
    http=SafeHttp(allow_insecure_for_tests=True),
    definitions=[
        EventDefinition(
            name="message.received", description="A letter arrived.", input_schema=schema, payload_schema=schema
        )
    ],
)
events.install()
app = mcp.streamable_http_app(stateless_http=True, json_response=True)
bell = threading.Event()


def deliver() -> None:
    while True:
        bell.wait(1)
        bell.clear()
        events.deliver_pending()


async def publish(request: Request) -> JSONResponse:
    data = await request.json()

    def commit() -> int:
        events.publish("message.received", data)
        at = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        bell.set()
        return at

    return JSONResponse({"at": str(await asyncio.to_thread(commit))})


app.add_route("/publish", publish, methods=["POST"])
threading.Thread(target=deliver, daemon=True).start()
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(2048)
print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])
