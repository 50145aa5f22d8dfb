"""The other side of a test of captures: packets that bear a number, what of them a capture sees, and what of
them its files hold.

A packet has its sender and its number in its source address, the first byte of which is 2. The witness has a
socket on each interface, which gets from the kernel what a capture there gets, with the same time.
"""
import collections, select, socket, struct, threading

SOL_PACKET, PACKET_STATISTICS, PACKET_AUXDATA, PACKET_VNET_HDR, OUTGOING = 263, 6, 8, 15, 4
SO_RCVBUFFORCE, SO_TIMESTAMPNS = 33, 35
VLAN_VALID, VLAN_PROTOCOL_VALID = 1 << 4, 1 << 6

Seen = collections.namedtuple("Seen", "interface out time frame length vlan")


def frame(kind, sender, number, size):
    """A packet; those that are offloaded are as long as their card would cut them."""
    head = b"\xff" * 6 + struct.pack(">BBI", 2, sender, number)

    def ipv4(protocol, body):
        return struct.pack(">BBHHHBBHII", 0x45, 0, 20 + len(body), 1, 0, 64, protocol, 0, 1 << 24, 2 << 24) + body

    udp = ipv4(17, struct.pack(">HHHH", 4000, 9, 8 + size, 0) + b"u" * size)
    tcp = struct.pack(">HHIIBBHHH", 4000, 80, 1, 1, 0x50, 0x10, 1000, 0, 0)
    if kind == "udp":
        return head + b"\x08\x00" + udp
    if kind == "tcp":
        return head + b"\x08\x00" + ipv4(6, tcp + b"t" * size)
    if kind == "arp":
        return head + b"\x08\x06" + bytes(28)
    if kind == "tagged":
        return head + b"\x81\x00\x20\x05\x08\x00" + udp
    # A struct virtio_net_hdr asks for segments of TCP over IPv4.
    ask = struct.pack("BBHHHH", 1, 1, 54, 1400, 34, 16)
    return ask + head + b"\x08\x00" + ipv4(6, tcp + b"o" * min(64000, 3000 + 40 * size))


class Witness(threading.Thread):
    """Sees on each interface what a capture there sees; interfaces are known by the kernel's numbers."""

    def __init__(self):
        super().__init__(daemon=True)
        self.sockets, self.seen, self.over, self.lock = {}, collections.defaultdict(list), False, threading.Lock()
        self.start()

    def watch(self, name):
        """Sees what comes along an interface from now on; the kernel's number of that."""
        sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        for option in (socket.SO_RCVBUF, SO_RCVBUFFORCE):
            try:
                sock.setsockopt(socket.SOL_SOCKET, option, 64 << 20)
            except PermissionError:
                pass
        sock.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
        sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        sock.setblocking(False)
        sock.bind((name, 3))
        with self.lock:
            self.sockets[sock.fileno()] = (sock, socket.if_nametoindex(name))
        return socket.if_nametoindex(name)

    def run(self):
        quiet = False
        while not (self.over and quiet):
            poll, quiet = select.poll(), True
            with self.lock:
                sockets = dict(self.sockets)
            for descriptor in sockets:
                poll.register(descriptor, select.POLLIN)
            for descriptor, _ in poll.poll(20):
                sock, interface = sockets[descriptor]
                try:
                    while True:
                        data, told, _, address = sock.recvmsg(70_000, 256)
                        self.take(interface, data, told, address[2] == OUTGOING)
                        quiet = False
                except OSError:
                    pass

    def take(self, interface, data, told, out):
        at = length = 0
        vlan = b""
        for level, kind, value in told:
            if (level, kind) == (SOL_PACKET, PACKET_AUXDATA):
                status, length, _, _, _, tag, protocol = struct.unpack("IIIHHHH", value[:20])
                if status & VLAN_VALID:
                    vlan = struct.pack(">HH", protocol if status & VLAN_PROTOCOL_VALID else 0x8100, tag)
            elif (level, kind) == (socket.SOL_SOCKET, SO_TIMESTAMPNS):
                seconds, nanoseconds = struct.unpack("qq", value[:16])
                at = seconds * 10**9 + nanoseconds
        if data[6] == 2:
            self.seen[data[7:12]].append(Seen(interface, out, at, data, length, vlan))

    def end(self):
        """Ends; how many packets it has missed itself."""
        self.over = True
        self.join()
        told = (sock.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8) for sock, _ in self.sockets.values())
        return sum(struct.unpack("II", numbers)[1] for numbers in told)


def packets(path):
    """The link type, name of the interface, time, bytes and full length of each packet of a pcapng file."""
    with open(path, "rb") as file:
        data = file.read()
    at, interfaces = 0, []
    while at < len(data):
        kind, length = struct.unpack_from("<II", data, at)
        assert length >= 12 and at + length <= len(data), f"{path} ends within a block"
        body, at = data[at + 8 : at + length - 4], at + length
        if kind == 1:
            # The name is the first option.
            code, size = struct.unpack_from("<HH", body, 8)
            interfaces.append((struct.unpack_from("<H", body)[0], body[12 : 12 + size].decode() if code == 2 else ""))
        elif kind == 6:
            interface, high, low, captured, full = struct.unpack_from("<IIIII", body)
            yield *interfaces[interface], high << 32 | low, body[20 : 20 + captured], full
