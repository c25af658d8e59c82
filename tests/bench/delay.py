# SPDX-License-Identifier: MIT
"""A line that takes its time: every byte to and from TARGET arrives MILLISECONDS later, however many are under way.

    delay.py TARGET MILLISECONDS    prints the port it listens on and runs until it is killed
"""
import asyncio
import sys

TARGET, DELAY = int(sys.argv[1]), float(sys.argv[2]) / 1000


async def deliver(queue, writer):
    while True:
        due, piece = await queue.get()
        await asyncio.sleep(max(0, due - asyncio.get_running_loop().time()))
        if not piece:
            writer.close()
            return
        writer.write(piece)
        await writer.drain()


async def carry(reader, writer):
    queue = asyncio.Queue()
    task = asyncio.create_task(deliver(queue, writer))
    piece = True
    while piece:
        piece = await reader.read(262144)
        queue.put_nowait((asyncio.get_running_loop().time() + DELAY, piece))
    await task


async def accept(reader, writer):
    try:
        there, back = await asyncio.open_connection("127.0.0.1", TARGET)
        await asyncio.gather(carry(reader, back), carry(there, writer))
    except ConnectionError:
        writer.close()


async def main():
    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
