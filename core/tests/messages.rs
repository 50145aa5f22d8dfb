//! Expressions that are refused, what is said of them, and where the mark stands.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how tests tell of a failure")]

use barecap_core::compile::compile;
use barecap_core::filter::Context;
use barecap_core::filter::ast::Item;
use barecap_core::filter::error::Error;
use barecap_core::filter::etc::EtcFiles;
use barecap_core::filter::parser::{Frame, parse};
use barecap_core::linktype::LinkType;
use barecap_core::workspace::Small;
use heapless::Vec;

fn refused(text: &str) -> Error {
    let mut items = Vec::<Item, 256>::new();
    let mut stack = Vec::<Frame, 64>::new();
    parse(text, &mut items, &mut stack).unwrap_err()
}

/// Each case is the expression, the place that the mark stands under, and the message behind
/// libpcap's words for every break of the grammar.
fn check(cases: &[(&str, &str, &str)]) {
    for (text, place, expected) in cases {
        let error = refused(text);
        let message = error.message(text).to_string();
        let message = message
            .strip_prefix("can't parse filter expression: syntax error: ")
            .unwrap_or(message.as_str());
        assert_eq!(message, *expected, "{text}");
        assert_eq!(&text[error.span.start as usize..error.span.end as usize], *place, "{text}");
        // Without the expression, too, only its end is called so, and nothing else is suggested.
        let (told, end) = (error.to_string(), "found the end of the filter");
        assert_eq!(told.contains(end), message.contains(end), "{text}: {told}");
        let hint = told.split_once("; ").map_or("", |(_, hint)| hint);
        assert!(message.contains(hint), "{text}: {told}");
    }
}

const PRIMITIVE: &str = "expected a primitive, such as 'host 10.0.0.1' or 'tcp port 80', found";
const OPERAND: &str = "expected a number, 'len' or packet data, such as 'ip[0]', found";
const SHELL: &str = "if the shell took the rest, put the filter in single quotes";

#[test]
fn the_grammar() {
    let end = "the end of the filter";
    check(&[
        ("tcp and", "", &format!("{PRIMITIVE} {end}")),
        ("tcp or or udp", "or", &format!("{PRIMITIVE} 'or'")),
        ("()", ")", &format!("{PRIMITIVE} ')'")),
        ("tcp port", "", &format!("expected a name, a number or an address, found {end}")),
        ("(tcp or udp", "(", "this '(' is never closed"),
        ("tcp or udp)", ")", "this ')' closes nothing"),
        ("tcp  [0", "[", "this '[' is never closed"),
        ("tcp[0:-1] = 1", "-", "expected a number, found '-'"),
        (
            "tcp[0 = 1]",
            "=",
            "expected an arithmetic operator or the end of the arithmetic, found '='",
        ),
        ("host a port 80", "port", "expected 'and' or 'or', found 'port'"),
        ("src or port 80", "port", "expected the other one of 'src' and 'dst', found 'port'"),
        (
            "port (80 or tcp)",
            "tcp",
            "expected a name, a number or an address, found 'tcp'; as a name it is written '\\tcp'",
        ),
        ("byte 1 != 2", "!=", "expected '=', '<', '>', '&' or '|', found '!='"),
        (
            "len = 1 = 1",
            "=",
            "expected an arithmetic operator or the end of the arithmetic, found '='",
        ),
        ("vlan (5", "", &format!("expected ')', found {end}")),
        ("host a\n\x07", "\x07", "'\\x07' means nothing here"),
        ("host a é", "é", "'\\xc3\\xa9' means nothing here; a filter is written in ASCII"),
    ]);
}

#[test]
fn suggestions() {
    let end = "the end of the filter";
    check(&[
        ("TCP", "TCP", &format!("{PRIMITIVE} 'TCP'; keywords are written in lower case: 'tcp'")),
        (
            "udp Port 53",
            "Port",
            "expected 'and' or 'or', found 'Port'; keywords are written in lower case: 'port'",
        ),
        ("hots a", "hots", &format!("{PRIMITIVE} 'hots'; did you mean 'host'?")),
        ("upd", "upd", &format!("{PRIMITIVE} 'upd'; did you mean 'udp'?")),
        ("vlan any", "any", "expected 'and' or 'or', found 'any'"),
        ("10.0.0.1", "10.0.0.1", &format!("{PRIMITIVE} '10.0.0.1'; write 'host 10.0.0.1'")),
        (
            "tcp or 10.0/16",
            "10.0",
            "syntax error in filter expression: nothing before '10.0' says what it is; write 'host 10.0'",
        ),
        ("a.b", "a.b", &format!("{PRIMITIVE} 'a.b'; for a host, write 'host a.b'")),
        (
            "mac 00:11:22:33:44:55",
            "mac",
            &format!("{PRIMITIVE} 'mac'; write 'ether host 00:11:22:33:44:55'"),
        ),
        ("outgoing", "outgoing", &format!("{PRIMITIVE} 'outgoing'; write 'outbound'")),
        ("incoming", "incoming", &format!("{PRIMITIVE} 'incoming'; write 'inbound'")),
        (
            "tcp syn",
            "syn",
            "expected 'and' or 'or', found 'syn'; a flag is written 'tcp[tcpflags] & tcp-syn != 0'",
        ),
        // So is one by its number's name, wherever it stands alone.
        (
            "tcp-syn",
            "",
            &format!(
                "expected a comparison, found {end}; a flag is written 'tcp[tcpflags] & tcp-syn != 0'"
            ),
        ),
        (
            "tcp tcp-push",
            "tcp-push",
            "expected 'and' or 'or', found 'tcp-push'; a flag is written 'tcp[tcpflags] & tcp-push != 0'",
        ),
        (
            "tcp and tcp-rst",
            "tcp-rst",
            "syntax error in filter expression: nothing before 'tcp-rst' says what it is; \
             a flag is written 'tcp[tcpflags] & tcp-rst != 0'",
        ),
        (
            "tcp and fin",
            "fin",
            "syntax error in filter expression: nothing before 'fin' says what it is; \
             a flag is written 'tcp[tcpflags] & tcp-fin != 0'",
        ),
        ("tcp[13] & tcp-ack", "", &format!("expected a comparison, found {end}; {SHELL}")),
        ("\\tcp", "tcp", &format!("{PRIMITIVE} 'tcp'; as a keyword it is written without '\\'")),
        (
            "ip \\and tcp",
            "and",
            "expected 'and' or 'or', found 'and'; as a keyword it is written without '\\'",
        ),
        // Where only the names of values are known, no other name helps.
        ("action 7", "7", "expected the name of a value, found '7'"),
        ("subtype 64", "64", "expected the name of a value, found '64'"),
        ("reason tcp", "tcp", "expected a name or a number, found 'tcp'"),
        ("ifname 5", "5", "expected a name, found '5'; as a name it is written '\\5'"),
        (
            "src 10.0.0.1 dst 10.0.0.2",
            "dst",
            "expected 'and' or 'or', found 'dst'; write 'and dst 10.0.0.2'",
        ),
        ("80", "", &format!("expected a comparison, found {end}; a port is written 'port 80'")),
        ("80 or 443", "or", "expected a comparison, found 'or'; a port is written 'port 80'"),
        (
            "tcp and 53",
            "53",
            "syntax error in filter expression: nothing before '53' says what it is; write 'port 53'",
        ),
        ("tcp 80", "80", "expected 'and' or 'or', found '80'; write 'tcp port 80'"),
        ("udp dns", "dns", "expected 'and' or 'or', found 'dns'; write 'udp port dns'"),
        // Only three protocols have ports.
        (
            "icmp echo",
            "echo",
            "expected 'and' or 'or', found 'echo'; a type is written 'icmp[icmptype] = 8'",
        ),
        ("ip 47", "47", "expected 'and' or 'or', found '47'"),
        ("arp 5", "5", "expected 'and' or 'or', found '5'"),
        (
            "ip 10.0.0.1",
            "10.0.0.1",
            "expected 'and' or 'or', found '10.0.0.1'; write 'ip host 10.0.0.1'",
        ),
        (
            "port 80,443",
            ",",
            "',' means nothing here; a list is written with 'or': 'port (80 or 443)'",
        ),
        (
            "portrange 80 - 90",
            "-",
            "expected 'and' or 'or', found '-'; a range is written without spaces: 'portrange 80-90'",
        ),
        (
            "len-14 > 3",
            "len-14",
            &format!("{PRIMITIVE} 'len-14'; with spaces it is arithmetic: 'len - 14'"),
        ),
        (
            "1 << (40-20) = 1",
            "40-20",
            &format!("{OPERAND} '40-20'; with spaces it is arithmetic: '40 - 20'"),
        ),
        ("len => 5", ">", &format!("{OPERAND} '>'; 'at least' is written '>='")),
        ("len =< 5", "<", &format!("{OPERAND} '<'; 'at most' is written '<='")),
        ("len <> 5", ">", &format!("{OPERAND} '>'; 'not equal' is written '!='")),
        ("len", "", &format!("expected a comparison, found {end}; {SHELL}")),
        ("tcp[13]", "", &format!("expected a comparison, found {end}; {SHELL}")),
        ("tcp[13] & 2", "", &format!("expected a comparison, found {end}; {SHELL}")),
        (
            "len 100",
            "100",
            "expected a comparison, found '100'; if the shell took a '<' or '>', put the filter in single quotes",
        ),
        ("net 10/8", "/", "expected 'and' or 'or', found '/'; write the dots: '10.0.0.0/8'"),
        (
            "ip proto tcp",
            "tcp",
            "expected a name, a number or an address, found 'tcp'; as a name it is written '\\tcp'",
        ),
        (
            "src proto 1",
            "proto",
            "expected 'host', 'net', 'port', 'portrange', a name or an address, found 'proto'; 'proto' takes no 'src' or 'dst'",
        ),
        (
            "host 10.0.0.1:80",
            ":",
            "expected 'and' or 'or', found ':'; write 'host 10.0.0.1 and port 80'",
        ),
        (
            "tcp portrange 80:90",
            ":",
            "expected 'and' or 'or', found ':'; a range of ports is written 'portrange 80-90'",
        ),
        (
            "host lan/24",
            "/",
            "expected 'and' or 'or', found '/'; a network by its name has no length: write 'net lan'",
        ),
        (
            "iface eth0",
            "iface",
            &format!(
                "{PRIMITIVE} 'iface'; an interface is not part of the filter: give it with -i"
            ),
        ),
        (
            "tcp and interface eth0",
            "interface",
            "syntax error in filter expression: nothing before 'interface' says what it is; \
             an interface is not part of the filter: give it with -i",
        ),
        ("tcp & udp", "&", "expected 'and' or 'or', found '&'; between primitives, write 'and'"),
        (
            "tcp.port == 80",
            "tcp.port",
            &format!(
                "{PRIMITIVE} 'tcp.port'; this looks like Wireshark's display filters, another language"
            ),
        ),
        ("host ::1%lo", "%", "expected 'and' or 'or', found '%'; an address takes no zone here"),
        (
            "tcp \u{2013} 1",
            "\u{2013}",
            "'\\xe2\\x80\\x93' means nothing here; the sign for minus and ranges is '-'",
        ),
        (
            "host \u{201c}a\u{201d}",
            "\u{201c}",
            "'\\xe2\\x80\\x9c' means nothing here; quotes are for the shell, around the whole filter",
        ),
    ]);
}

#[test]
fn constants() {
    check(&[
        ("5 / 0 = 1", "0", "division by zero"),
        ("5 % (0) = 1", "0", "modulus by zero"),
        ("len << 32 = 1", "32", "shift by more than 31 bits"),
        ("len >> 0x20 = 1", "0x20", "shift by more than 31 bits"),
        ("ip[0:3] = 1", "3", "data size must be 1, 2, or 4, not 3"),
        (
            "08 = 1",
            "08",
            "number 08 contains non-octal digit; a number that begins with 0 is octal",
        ),
        ("len = 4294967296", "4294967296", "decimal number 4294967296 overflows 32 bits"),
        (
            "host 256.1",
            "256.1",
            "invalid IPv4 address '256.1'; each part is a decimal number up to 255",
        ),
        (
            "net 1.0 mask 1.256",
            "1.256",
            "invalid IPv4 address '1.256'; each part is a decimal number up to 255",
        ),
        ("host ::1.2.3.400", "::1.2.3.400", "invalid IPv6 address ::1.2.3.400"),
        ("ether host 1:2:3:4:5:6:7", "1:2:3:4:5:6:", "invalid Ethernet address 1:2:3:4:5:6:"),
        (
            "decnet host 64.1",
            "64.1",
            "invalid DECnet address '64.1'; it is an area up to 63, a dot, a node up to 1023",
        ),
        ("type 16", "16", "invalid 802.11 type value 16"),
        ("type foo", "foo", "unknown 802.11 type name \"foo\"; the types are mgt, ctl and data"),
        ("type 0 subtype 1", "1", "invalid 802.11 subtype value 1"),
        ("type 0 subtype ack", "ack", "unknown 802.11 subtype name \"ack\""),
        ("type 12 subtype ack", "ack", "unknown 802.11 type: it has no subtype \"ack\""),
        ("subtype foo", "foo", "unknown 802.11 type name: no type has a subtype \"foo\""),
        (
            "dir 4",
            "4",
            "invalid 802.11 direction value 4; the directions are nods, tods, fromds and dstods, or 0 to 3",
        ),
        ("llc foo", "foo", "unknown LLC type name \"foo\""),
        ("reason foo", "foo", "unknown PF reason \"foo\""),
        ("action foo", "foo", "unknown PF action \"foo\""),
    ]);
}

/// What the grammar allows and the link type or the names do not.
#[test]
fn meaning() {
    let services = b"ssh 22/tcp\nhttp 80/tcp\nntp 123/udp\n";
    let mut names = EtcFiles { services, ..EtcFiles::default() };
    let mut workspace = Box::new(Small::new());
    let mut check = |link_type, text: &str, place: &str, expected: &str| {
        let refused = compile(text, &Context::new(link_type), &mut names, &mut workspace);
        let error = refused.unwrap_err();
        assert_eq!(error.message(text).to_string(), expected, "{text}");
        assert_eq!(&text[error.span.start as usize..error.span.end as usize], place, "{text}");
    };
    let ethernet = LinkType::EN10MB;
    // A range is two ports, and no name in it has a hyphen.
    check(ethernet, "portrange nosuch-80", "nosuch", "'nosuch' is not a valid port");
    check(ethernet, "udp portrange 80-nosuch", "nosuch", "'nosuch' is not a valid port");
    for (text, place, what) in [
        ("portrange 1-2-3", "1-2-3", "contains more than one hyphen"),
        ("portrange nosuch-2-3", "nosuch-2-3", "contains more than one hyphen"),
        ("portrange \\5-", "5-", "has no ending port"),
        ("portrange \\-5", "-5", "has no starting port"),
    ] {
        check(ethernet, text, place, &format!("port range '{place}' {what}"));
    }
    // A name alone is none, whatever it names.
    for (text, place) in
        [("portrange http", "http"), ("udp portrange http", "http"), ("portrange \\80", "80")]
    {
        check(ethernet, text, place, &format!("port range '{place}' contains no hyphen"));
    }
    check(ethernet, "udp port ssh", "ssh", "port 'ssh' is tcp");
    check(ethernet, "udp portrange ssh-http", "ssh-http", "port in range 'ssh-http' is tcp");
    check(ethernet, "sctp portrange ntp-ntp", "ntp-ntp", "port in range 'ntp-ntp' is udp");
    // What is no network is not told to be written as one.
    for (text, place, expected) in [
        ("host 1.2.3.0/33", "1.2.3.0/33", "netmask length 33 greater than maximum 32"),
        ("host 1.2.3.4/24", "1.2.3.4/24", "non-network bits set in \"1.2.3.4/24\""),
        (
            "ether src host 1.2.3.4 mask 255.255.255.0",
            "1.2.3.4 mask 255.255.255.0",
            "non-network bits set in \"1.2.3.4 mask 255.255.255.0\"",
        ),
        ("src fe80::1/64", "fe80::1/64", "non-network bits set in \"fe80::1/64\""),
        ("host fe80::1/129", "fe80::1/129", "mask length must be <= 128"),
        (
            "decnet net 1.2.3.4/33",
            "decnet net 1.2.3.4/33",
            "'decnet' is not a valid qualifier for 'net'",
        ),
        ("gateway fe80::1/64", "fe80::1/64", "non-network bits set in \"fe80::1/64\""),
        (
            "host 1.2.3/24",
            "1.2.3/24",
            "'host' is not a valid qualifier for '1.2.3/24'; write 'net 1.2.3/24'",
        ),
    ] {
        check(ethernet, text, place, expected);
    }
    let large = "port number 65536 greater than maximum 65535";
    check(ethernet, "portrange 80-65536", "65536", large);
    check(ethernet, "portrange 0x10000-80", "0x10000", large);
    let wide = "decimal number 4294967296 overflows 32 bits";
    check(ethernet, "portrange 80-4294967296", "4294967296", wide);
    // A list of numbers is of the field before it.
    check(ethernet, "vci (5 or 6)", "vci", "'vci' supported only on SUNATM");
    check(ethernet, "hdpc (5)", "hdpc", "'hdpc' supported only on SS7");
    // Four tunnels one behind the other take all slots there are.
    let five = "geneve and vxlan and geneve and vxlan and geneve 5";
    check(ethernet, five, "geneve 5", "too many registers needed to evaluate expression");
    let pflog = LinkType::PFLOG;
    check(
        pflog,
        "on abcdefghijklmnop",
        "on abcdefghijklmnop",
        "ifname interface names can only be 15 characters",
    );
    check(ethernet, "rset x", "rset x", "'ruleset' supported only on PFLOG linktype");
    let bits = "non-network bits set in \"10.0.0.1/24\"";
    check(ethernet, "net 10.0.0.1/24", "10.0.0.1/24", bits);
    check(
        pflog,
        "rset abcdefghijklmnop",
        "rset abcdefghijklmnop",
        "ruleset names can only be 15 characters",
    );
}
