//! The expression as a tree, in words.

use super::Tree;
use crate::packed::text;
use crate::print::Sink;
use barecap_core::filter::ast::{AddrKind, Dir, Id, Kind, Proto};

/// Writes the tree: a line for each primitive, and one for each group of them.
pub(super) fn write(out: &mut Sink<'_>, tree: Tree<'_>) {
    let count = tree.items.len();
    if count == 0 {
        // A filter that is a program, or too long for a tree, has none.
        let is_empty = tree.text.trim_ascii().is_empty();
        out.literal(if is_empty {
            text!("  all\n")
        } else {
            text!("  what the program below keeps\n")
        });
    }
    let mut depth = 1;
    for at in 0..count {
        // What begins here, from the outermost on.
        for outer in (at..count).rev() {
            if tree.start(outer) == at && tree.is_group(outer) {
                out.spaces(2 * depth);
                out.str(match tree.kind(outer) {
                    Kind::And => "all of\n",
                    Kind::Or => "any of\n",
                    _ => "not\n",
                });
                depth += 1;
            }
        }
        if tree.is_primitive(at) {
            out.spaces(2 * depth);
            tree.write(at, &mut |part| out.str(part));
            out.literal(text!(": "));
            words(out, tree, at);
            out.byte(b'\n');
        } else if tree.is_group(at) {
            depth -= 1;
        }
    }
}

/// What a primitive matches.
#[inline(never)]
fn words(out: &mut Sink<'_>, tree: Tree<'_>, at: usize) {
    match tree.kind(at) {
        Kind::Match { quals, id, name } => {
            let ports = matches!(quals.kind, AddrKind::Port | AddrKind::PortRange);
            match (quals.proto, id) {
                (Proto::None, _) if ports => out.literal(text!("TCP, UDP or SCTP")),
                (Proto::None, Id::V6(_) | Id::V6Prefix { .. }) => out.literal(text!("IPv6")),
                (Proto::None, Id::V4 { .. } | Id::V4Prefix { .. } | Id::V4Mask { .. }) => {
                    out.literal(text!("IPv4, ARP or RARP"));
                }
                // A number or a name: of IPv6, neither is a network.
                (Proto::None, _) if quals.kind == AddrKind::Net => {
                    out.literal(text!("IPv4, ARP or RARP"));
                }
                (Proto::None, _) => out.literal(text!("packets")),
                (proto, _) => protocol(out, proto),
            }
            out.str(match quals.dir {
                _ if matches!(quals.kind, AddrKind::Proto | AddrKind::ProtoChain) => " with",
                Dir::None | Dir::SrcOrDst => " from or to",
                Dir::Src => " from",
                Dir::Dst => " to",
                Dir::SrcAndDst => " from and to",
                _ => " with",
            });
            if matches!(
                quals.dir,
                Dir::Addr1 | Dir::Addr2 | Dir::Addr3 | Dir::Addr4 | Dir::Ra | Dir::Ta
            ) {
                out.byte(b' ');
                out.str(quals.dir.keyword());
            }
            out.str(match quals.kind {
                AddrKind::None | AddrKind::Host => " address ",
                AddrKind::Net => " network ",
                AddrKind::Port => " port ",
                AddrKind::PortRange => " ports ",
                AddrKind::Gateway => " gateway ",
                AddrKind::Proto => " protocol ",
                AddrKind::ProtoChain => " a header of protocol ",
            });
            out.str(tree.of(name));
        }
        Kind::Protocol(proto) => protocol(out, proto),
        Kind::Broadcast(proto) => {
            protocol(out, proto);
            out.literal(text!(" to everyone"));
        }
        Kind::Multicast(proto) => {
            protocol(out, proto);
            out.literal(text!(" to a group"));
        }
        Kind::Less(length) => {
            out.literal(text!("packets of at most "));
            out.dec(length.into());
            out.literal(text!(" bytes"));
        }
        Kind::Greater(length) => {
            out.literal(text!("packets of at least "));
            out.dec(length.into());
            out.literal(text!(" bytes"));
        }
        Kind::Inbound => out.literal(text!("packets that come in")),
        Kind::Outbound => out.literal(text!("packets that go out")),
        Kind::Relation { .. } | Kind::Byte { .. } => {
            out.literal(text!("packets for which this holds"));
        }
        _ if tree.is_encapsulation(at) => {
            out.literal(text!("packets in such a header; what follows is looked for behind it"));
        }
        _ => out.literal(text!("packets of this kind")),
    }
}

/// The name of a protocol.
fn protocol(out: &mut Sink<'_>, proto: Proto) {
    match proto {
        Proto::None | Proto::Link => out.literal(text!("frames")),
        Proto::Ip => out.literal(text!("IPv4")),
        Proto::Ip6 => out.literal(text!("IPv6")),
        _ => proto.keyword().bytes().for_each(|byte| out.byte(byte.to_ascii_uppercase())),
    }
}
