#!/usr/bin/env python3
"""A TCP relay that delays each direction, for kernels without netem.

usage: delay.py LISTEN_ADDRESS LISTEN_PORT TARGET_ADDRESS TARGET_PORT MILLISECONDS_EACH_WAY

A new connection waits for one round trip, as a handshake would; then each block leaves a fixed time after it came.
Rate and slow start are not modelled, and blocks in flight are bounded only by the window of bytes below.
"""
import asyncio
import sys

BLOCK = 1 << 16
WINDOW = 64  # blocks in flight each way: 4 MiB, which at 10 ms allows more than loopback needs


async def forward(reader, writer, delay):
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue(WINDOW)

    async def drain():
        while True:
            due, block = await queue.get()
            await asyncio.sleep(max(0, due - loop.time()))
            if not block:
                if writer.can_write_eof():
                    writer.write_eof()
                return
            writer.write(block)
            await writer.drain()

    sender = asyncio.create_task(drain())
    while True:
        block = await reader.read(BLOCK)
        await queue.put((loop.time() + delay, block))
        if not block:
            return await sender


async def main(listen, port, target, target_port, milliseconds):
    delay = float(milliseconds) / 1000

    async def serve(reader, writer):
        await asyncio.sleep(2 * delay)
        origin_reader, origin_writer = await asyncio.open_connection(target, int(target_port))
        try:
            await asyncio.gather(forward(reader, origin_writer, delay), forward(origin_reader, writer, delay))
        except ConnectionError:
            pass  # an end that gave up; the other one is closed below and sees it
        finally:
            writer.close()
            origin_writer.close()

    server = await asyncio.start_server(serve, listen, int(port), backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    asyncio.run(main(*sys.argv[1:]))
