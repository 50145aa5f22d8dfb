//! The cases of PIM, of the protocols of gateways, VRRP and HSRP, of BFD and of RIP.

/// A frame in hexadecimal, the count of -v, and the lines.
pub(super) const CASES: &[(&str, u8, &str)] = &[
    (
        "02000000000102000000000208004500001500010000ff6700000a0000010a00000220",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 21, bad cksum 0 (->a77e)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 1\n\
         \tHello[length 1 < 2] (invalid)\n",
    ),
    (
        "02000000000102000000000208004500001700010000ff6700000a0000010a000002200400",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 23, bad cksum 0 (->a77c)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 3\n\
         \tHello, RFC2117-encoding[length 3 < 4] (invalid)\n",
    ),
    (
        "02000000000102000000000208004500001800010000ff6700000a0000010a0000022d000000",
        0,
        "IP 10.0.0.1 > 10.0.0.2: PIMv2, Unknown Type, length 4\n",
    ),
    (
        "02000000000102000000000208004500001800010000ff6700000a0000010a0000022c000000",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 24, bad cksum 0 (->a77b)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 4\n\
         \tUnknown Type, cksum 0x0000 (unverified) [type 12]\n",
    ),
    (
        "02000000000102000000000208004500002800010000ff6700000a0000010a00000227000000000100000100\
         0020e101010100000000",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 40, bad cksum 0 (->a76b)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 20\n\
         \tGraft Acknowledgement, cksum 0x0000 (unverified)\n\
         \t  1 group(s)\n\
         \t    group #1: 225.1.1.1, joined sources: 0, pruned sources: 0\n",
    ),
    (
        "02000000000102000000000208004500003000010000ff6700000a0000010a0000022900000001000a000001\
         01000020e101010101000a000001003c0005",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 48, bad cksum 0 (->a763)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 28\n\
         \tPrune Refresh, cksum 0x0000 (unverified) src=10.0.0.1 grp=225.1.1.1 forwarder=10.0.0.1 TUNR 1m\n",
    ),
    (
        "02000000000102000000000208004500002000010000ff6700000a0000010a00000228020000010000960303\
         0303",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 32, bad cksum 0 (->a773)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 12\n\
         \tCandidate RP Advertisement, RFC2117-encoding, cksum 0x0000 (unverified) prefix-cnt=1 prio=0 holdtime=2m30s RP= [|pimv2]\n",
    ),
    (
        "02000000000102000000000208004500002200010000ff6700000a0000010a00000224100000123405060100\
         0a000001",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 34, bad cksum 0 (->a771)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 14\n\
         \tBootstrap, cksum 0x0000 (unverified) tag=1234 hashmlen=5 BSRprio=6 BSR=10.0.0.1\n",
    ),
    (
        "02000000000102000000000208004500002d00010000ff6700000a0000010a0000022000000000010002ffff\
         001300000016000100001200020001",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 45, bad cksum 0 (->a766)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 25\n\
         \tHello, cksum 0x0000 (unverified)\n\
         \t  Hold Time Option (1), length 2, Value: 18h12m15s\n\
         \t  DR Priority Option (19), length 0, Value: Bi-Directional Capability (Old)\n\
         \t  Bi-Directional Capability Option (22), length 1, Value: \n\
         \t  DR Priority (Old) Option (18), length 2, Value: [option length 2 != 4] (invalid)\n",
    ),
    (
        "02000000000102000000000208004500001c00010000ff6700000a0000010a00000221000000c0000000",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 28, bad cksum 0 (->a777)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 8\n\
         \tRegister, cksum 0x0000 (unverified), Flags [ none ]\n\
         \t [|pimv2]\n",
    ),
    (
        "02000000000102000000000208004500002200010000ff6700000a0000010a0000022a10000001000a000001\
         00000064",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 34, bad cksum 0 (->a771)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 14\n\
         \tDF Election, cksum 0x0000 (unverified)\n\
         \t  Offer, rpa=10.0.0.1 sender pref=100 [|pimv2]\n",
    ),
    (
        "02000000000102000000000208004500001c00010000ff6700000a0000010a0000022400000012340506",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto PIM (103), length 28, bad cksum 0 (->a777)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: PIMv2, length 8\n\
         \tBootstrap, cksum 0x0000 (unverified) tag=1234 hashmlen=5 [|pimv2]\n",
    ),
    (
        "02000000000102000000000208004500001c00010000ff7000000a0000010a000002290112c5000ae92e",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto VRRP (112), length 28, bad cksum 0 (->a76e)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: VRRPv2, unknown type (9)\n",
    ),
    (
        "02000000000102000000000208004500001c00010000097000000a0000010a000002212cbf0003e8b3c6",
        1,
        "IP (tos 0x0, ttl 9, id 1, offset 0, flags [none], proto VRRP (112), length 28, bad cksum 0 (->9d6f)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: VRRPv2, Advertisement, (ttl 9), vrid 44, prio 191, authtype #3, intvl 232s, length 8, (bad vrrp cksum b3c6), addrs:\n",
    ),
    (
        "02000000000102000000000208004500001400010000ff7000000a0000010a000002",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto VRRP (112), length 20, bad cksum 0 (->a776)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: VRRP [|vrrp]\n",
    ),
    (
        "02000000000102000000000208004500002200010000ff7000000a0000010a000002212abf010101b3c60a00\
         00016162",
        1,
        "IP (tos 0x0, ttl 255, id 1, offset 0, flags [none], proto VRRP (112), length 34, bad cksum 0 (->a768)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: VRRPv2, Advertisement, vrid 42, prio 191, authtype simple, intvl 1s, length 14, (bad vrrp cksum b3c6), addrs: 10.0.0.1 auth \"ab [|vrrp]\n",
    ),
    (
        "02000000000102000000000208004500003000010000401100000a0000010a00000207c107c1001c00000000\
         2c030a640101636973636f000000c0a80001",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 48, bad cksum 0 (->66ba)!)\n\
         \x20   10.0.0.1.1985 > 10.0.0.2.1985: HSRPv0-hello 20: state=Unknown (44) group=1 [reserved=1!] addr=192.168.0.1 hellotime=3s holdtime=10s priority=100 auth=\"cisco\"\n",
    ),
    (
        "02000000000102000000000208004500003000010000401100000a0000010a00000207c107c1001c00000000\
         2c030a640101636973636f000000c0a80001",
        0,
        "IP 10.0.0.1.1985 > 10.0.0.2.1985: HSRPv0-hello 20: state=Unknown (44) group=1 [reserved=1!] addr=192.168.0.1\n",
    ),
    (
        "02000000000102000000000208004500003000010000401100000a0000010a00000207c1c350001c00000000\
         2c030a640101636973636f000000c0a80001",
        0,
        "IP 10.0.0.1.1985 > 10.0.0.2.50000: UDP, length 20\n",
    ),
    (
        "02000000000102000000000208004500001e00010000401100000a0000010a000002c35007c1000a00000000",
        0,
        "IP 10.0.0.1.50000 > 10.0.0.2.1985: HSRPv0-hello 2:  [|hsrp]\n",
    ),
    (
        "02000000000102000000000208004500003400010000401100000a0000010a000002c3500ec9002000002040\
         051800000001000000020000c35000010001000003e9",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52, bad cksum 0 (->66b6)!)\n\
         \x20   10.0.0.1.50000 > 10.0.0.2.3785: BFD, Echo, length: 24\n\
         \t0x0000:  2040 0518 0000 0001 0000 0002 0000 c350\n\
         \t0x0010:  0001 0001 0000 03e9\n",
    ),
    (
        "02000000000102000000000208004500003400010000401100000a0000010a000002c35012b00020000000fe\
         051800000001000000020000c35000010001000003e9",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52, bad cksum 0 (->66b6)!)\n\
         \x20   10.0.0.1.50000 > 10.0.0.2.4784: BFDv0, length: 24\n\
         \tControl, Flags: [I Hear You, Demand, Poll, Final, Control Plane Independent, Authentication Present, Reserved], Diagnostic: No Diagnostic (0x00)\n\
         \tDetection Timer Multiplier: 5 (250 ms Detection time), BFD Length: 24\n\
         \tMy Discriminator: 0x00000001, Your Discriminator: 0x00000002\n\
         \t  Desired min Tx Interval:      50 ms\n\
         \t  Required min Rx Interval:     65 ms\n\
         \t  Required min Echo Interval:    1 ms [|bfd]\n",
    ),
    (
        "02000000000102000000000208004500003400010000401100000a0000010a000002c3500ec800200000325f\
         031800000001000000020000c35000010001000003e9",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52, bad cksum 0 (->66b6)!)\n\
         \x20   10.0.0.1.50000 > 10.0.0.2.3784: BFDv1, length: 24\n\
         \tControl, State Down, Flags: [Final, Control Plane Independent, Authentication Present, Demand, Multipoint], Diagnostic: unknown (0x12)\n\
         \tDetection Timer Multiplier: 3 (150 ms Detection time), BFD Length: 24\n\
         \tMy Discriminator: 0x00000001, Your Discriminator: 0x00000002\n\
         \t  Desired min Tx Interval:      50 ms\n\
         \t  Required min Rx Interval:     65 ms\n\
         \t  Required min Echo Interval:    1 ms [|bfd]\n",
    ),
    (
        "02000000000102000000000208004500003400010000401100000a0000010a000002c3500ec8002000004040\
         051800000001000000020000c35000010001000003e9",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52, bad cksum 0 (->66b6)!)\n\
         \x20   10.0.0.1.50000 > 10.0.0.2.3784: BFDv2, Control, length: 24\n\
         \t0x0000:  4040 0518 0000 0001 0000 0002 0000 c350\n\
         \t0x0010:  0001 0001 0000 03e9\n",
    ),
    (
        "02000000000102000000000208004500003400010000401100000a0000010a0000020ec8c350002000002040\
         051800000001000000020000c35000010001000003e9",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52, bad cksum 0 (->66b6)!)\n\
         \x20   10.0.0.1.3784 > 10.0.0.2.50000: UDP, length 24\n",
    ),
    (
        "02000000000102000000000208004500003300010000401100000a0000010a000002c3500ec8001f00002040\
         051800000001000000020000c35000010001000003",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 51, bad cksum 0 (->66b7)!)\n\
         \x20   10.0.0.1.50000 > 10.0.0.2.3784:  [|bfd]\n",
    ),
    (
        "02000000000102000000000208004500003700010000401100000a0000010a000002c3500ec8002300002044\
         051b00000001000000020000c35000010001000003e9060306",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 55, bad cksum 0 (->66b3)!)\n\
         \x20   10.0.0.1.50000 > 10.0.0.2.3784: BFDv1, length: 27\n\
         \tControl, State Down, Flags: [Authentication Present], Diagnostic: No Diagnostic (0x00)\n\
         \tDetection Timer Multiplier: 5 (250 ms Detection time), BFD Length: 27\n\
         \tMy Discriminator: 0x00000001, Your Discriminator: 0x00000002\n\
         \t  Desired min Tx Interval:      50 ms\n\
         \t  Required min Rx Interval:     65 ms\n\
         \t  Required min Echo Interval:    1 ms [|bfd]\n",
    ),
    (
        "02000000000102000000000208004500003800010000401100000a0000010a000002c3500ec8002400002044\
         051c00000001000000020000c35000010001000003e90604064a",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 56, bad cksum 0 (->66b2)!)\n\
         \x20   10.0.0.1.50000 > 10.0.0.2.3784: BFDv1, length: 28\n\
         \tControl, State Down, Flags: [Authentication Present], Diagnostic: No Diagnostic (0x00)\n\
         \tDetection Timer Multiplier: 5 (250 ms Detection time), BFD Length: 28\n\
         \tMy Discriminator: 0x00000001, Your Discriminator: 0x00000002\n\
         \t  Desired min Tx Interval:      50 ms\n\
         \t  Required min Rx Interval:     65 ms\n\
         \t  Required min Echo Interval:    1 ms\n\
         \tAuthentication: Unknown (6), length: 4\n\
         \t  Auth Key ID: 6\n",
    ),
    (
        "02000000000102000000000208004500003900010000401100000a0000010a000002c3500ec8002500002044\
         052000000001000000020000c35000010001000003e90108036162",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 57, bad cksum 0 (->66b1)!)\n\
         \x20   10.0.0.1.50000 > 10.0.0.2.3784: BFDv1, length: 29\n\
         \tControl, State Down, Flags: [Authentication Present], Diagnostic: No Diagnostic (0x00)\n\
         \tDetection Timer Multiplier: 5 (250 ms Detection time), BFD Length: 32\n\
         \tMy Discriminator: 0x00000001, Your Discriminator: 0x00000002\n\
         \t  Desired min Tx Interval:      50 ms\n\
         \t  Required min Rx Interval:     65 ms\n\
         \t  Required min Echo Interval:    1 ms\n\
         \tAuthentication: Simple Password (1), length: 8\n\
         \t  Auth Key ID: 3, Password: ab [|bfd]\n",
    ),
    (
        "02000000000102000000000208004500003400010000401100000a0000010a000002c1400ec8002000002040\
         051800000001000000020000c35000010001000003e9",
        0,
        "IP 10.0.0.1.49472 > 10.0.0.2.3784: BFDv1, Control, State Down, Flags: [none], length: 24\n",
    ),
    (
        "02000000000102000000000208004500003400010000401100000a0000010a00000202080208002000000502\
         0000000200070a000000ff0000000000000000000001",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52, bad cksum 0 (->66b6)!)\n\
         \x20   10.0.0.1.520 > 10.0.0.2.520: \n\
         \tRIPv2, unknown command (5), length: 24\n\
         \t0x0000:  0502 0000 0002 0007 0a00 0000 ff00 0000\n\
         \t0x0010:  0000 0000 0000 0001\n",
    ),
    (
        "02000000000102000000000208004500003400010000401100000a0000010a00000202080208002000000a03\
         0000000200070a000000ff0000000000000000000001",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52, bad cksum 0 (->66b6)!)\n\
         \x20   10.0.0.1.520 > 10.0.0.2.520: \n\
         \tRIPv3, Update Response, length: 24\n",
    ),
    (
        "02000000000102000000000208004500003400010000401100000a0000010a00000202080208002000000102\
         0000000200070a000000ff0000000000000000000001",
        0,
        "IP 10.0.0.1.520 > 10.0.0.2.520: RIPv2, Request, length: 24\n",
    ),
    (
        "02000000000102000000000208004500002000010000401100000a0000010a00000202080208000c00000200\
         0000",
        0,
        "IP 10.0.0.1.520 > 10.0.0.2.520: RIPv0, Response, length: 4\n",
    ),
    (
        "02000000000102000000000208004500004800010000401100000a0000010a00000202080208003400000201\
         0000000200000a000000000000000000000000000001000200070a000000ff0000000000000000000001",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 72, bad cksum 0 (->66a2)!)\n\
         \x20   10.0.0.1.520 > 10.0.0.2.520: \n\
         \tRIPv1, Response, length: 44, routes: 2\n\
         \t  10.0.0.0, metric: 1\n\
         \t  0x0000:  0002 0007 0a00 0000 ff00 0000 0000 0000\n\
         \t  0x0010:  0000 0001\n",
    ),
    (
        "02000000000102000000000208004500002000010000401100000a0000010a00000202080208000c00000103\
         0000",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 32, bad cksum 0 (->66ca)!)\n\
         \x20   10.0.0.1.520 > 10.0.0.2.520: \n\
         \tRIPv3, Request, length: 4, unknown version\n",
    ),
    (
        "02000000000102000000000208004500003a00010000401100000a0000010a00000202080208002600000202\
         0000000200070a000000ff00ff000a00000900000010000200070a00",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 58, bad cksum 0 (->66b0)!)\n\
         \x20   10.0.0.1.520 > 10.0.0.2.520: \n\
         \tRIPv2, Response, length: 30, routes: 1 or less\n\
         \t  AFI IPv4,        10.0.0.0/-1, tag 0x0007, metric: 16, next-hop: 10.0.0.9 [|rip]\n",
    ),
    (
        "02000000000102000000000208004500003a00010000401100000a0000010a00000202080208002600000201\
         0000000200000a000000000000000000000000000001000200000a00",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 58, bad cksum 0 (->66b0)!)\n\
         \x20   10.0.0.1.520 > 10.0.0.2.520: \n\
         \tRIPv1, Response, length: 30, routes: 1\n\
         \t  10.0.0.0, metric: 1 [|rip]\n",
    ),
    (
        "02000000000102000000000208004500004800010000401100000a0000010a00000202080208003400000201\
         0000000a00000a000000000000000000000000000001000000000a000000000000000000000000000001",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 72, bad cksum 0 (->66a2)!)\n\
         \x20   10.0.0.1.520 > 10.0.0.2.520: \n\
         \tRIPv1, Response, length: 44, routes: 2\n\
         \t AFI Unknown (10), \n\
         \t  0x0000:  0a00 0000 0000 0000 0000 0000 0000 0001\n\
         \t  AFI 0, 10.0.0.0, metric: 1\n",
    ),
    (
        "02000000000102000000000208004500004000010000401100000a0000010a00000202080208002c00000202\
         0000000200070a000000ff0000000000000000000001ffff00026162636400000000",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 64, bad cksum 0 (->66aa)!)\n\
         \x20   10.0.0.1.520 > 10.0.0.2.520: \n\
         \tRIPv2, Response, length: 36, routes: 1 or less\n\
         \t  AFI IPv4,        10.0.0.0/8 , tag 0x0007, metric: 1, next-hop: self\n\
         \t  Simple Text Authentication data: abcd [remaining entries length 12 < 20] (invalid)\n",
    ),
    (
        "02000000000202000000000186dd6000000000345940fe800000000000000000000000000001ff0200000000000000000000000000010302001c0101010100000000000000000000041305dc000200000007000100180000000500000000000000070001020304050607",
        1,
        "IP6 (hlim 64, next-header OSPF (89), payload length 52) fe80::1 > ff02::1: OSPFv3, Database Description, length 52\n\
         \tRouter-ID 1.1.1.1, Backbone Area\n\
         \tOptions [V6, External, Router, Authentication Trailer], DD Flags [More], MTU 1500, DD-Sequence 0x00000007\n\
         \tAuthentication Type HMAC, Length 24, SAID 5, CSN 0x00000000:00000007\n",
    ),
    (
        "02000000000202000000000186dd6000000000405940fe800000000000000000000000000001ff0200000000000000000000000000010302001c0101010100000000000000000000061305dc0002000000071234000c0001000400000001000100180000000500000000000000070001020304050607",
        2,
        "IP6 (hlim 64, next-header OSPF (89), payload length 64) fe80::1 > ff02::1: OSPFv3, Database Description, length 64\n\
         \tRouter-ID 1.1.1.1, Backbone Area\n\
         \tOptions [V6, External, Router, LLS, Authentication Trailer], DD Flags [More], MTU 1500, DD-Sequence 0x00000007\n\
         \tLLS Checksum 0x1234, Data Length 12\n\
         \tAuthentication Type HMAC, Length 24, SAID 5, CSN 0x00000000:00000007\n\
         \tAuthentication Data 0x0000:  0001 0203 0405 0607\n",
    ),
    (
        "02000000000202000000000186dd6000000000205940fe800000000000000000000000000001ff0200000000000000000000000000010305001001010101000000000000000000020003000000000000000000000000",
        1,
        "IP6 (hlim 64, next-header OSPF (89), payload length 32) fe80::1 > ff02::1: OSPFv3, LS-Ack, length 32\n\
         \tRouter-ID 1.1.1.1, Backbone Area\n\
         \tAuthentication Type unknown (0x0002), Length 3 [|ospf3]\n",
    ),
];
