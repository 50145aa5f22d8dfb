//! Management frames (IEEE 802.11-2016 section 9.3.3): who is there, who joins and who leaves.
//!
//! Of the elements the name of the network, its rates, its channel and the name of a mesh are
//! printed; what is longer than it may be makes the frame a damaged one.

use super::frame;
use super::texts;
use crate::print::toolkit::*;

const NAMES: Table = table!("Unhandled Management subtype({:x})";
    0: "Assoc Request" "Assoc Response" "ReAssoc Request" "ReAssoc Response" "Probe Request"
        "Probe Response",
    8: "Beacon" "ATIM" "Disassociation" "Authentication" "DeAuthentication" "Action",
);
const ALGORITHMS: Table = table!("Reserved"; 0: "Open System" "Shared Key", 2: "EAP");
// One has no space behind it in tcpdump.
const CATEGORIES: Table = table!("Reserved({}) ";
    0: "Spectrum Management " "QoS " "DLS " "BA ", 7: "HT ",
    13: "MeshAction " "MultihopAction" "SelfprotectAction ", 127: "Vendor ",
);
/// Actions, by category and action.
const ACTIONS: Table = table!("";
    0x300: "ADDBA Request" "ADDBA Response" "DELBA", 0x700: "TxChWidth" "MIMOPwrSave",
    0xd00: "MeshLink" "HWMP" "Gate Announcement" "Congestion Control" "MCCA Setup Request"
        "MCCA Setup Reply" "MCCA Advertisement Request" "MCCA Advertisement" "MCCA Teardown"
        "TBTT Adjustment Request" "TBTT Adjustment Response",
    0xe00: "Proxy Update" "Proxy Update Confirmation",
    0xf01: "Peering Open" "Peering Confirm" "Peering Close" "Group Key Inform"
        "Group Key Acknowledge",
);

const PRIVACY: u16 = 0x10;
const SHARED_KEY: u16 = 1;

/// What is printed of a frame's elements.
#[derive(Default)]
struct Elements<'a> {
    network: Option<&'a [u8]>,
    rates: &'a [u8],
    channel: Option<u8>,
    mesh: Option<&'a [u8]>,
    /// Whether the elements end where they should not.
    damaged: bool,
}

impl<'a> Elements<'a> {
    /// Reads elements up to the end, or to the first that is damaged.
    fn read(b: &Bytes<'a>) -> Self {
        let mut elements = Self::default();
        let mut rest = *b;
        while rest.len() > 0 {
            elements.damaged = elements.next(&mut rest).is_err();
            if elements.damaged {
                break;
            }
        }
        elements
    }

    fn next(&mut self, rest: &mut Bytes<'a>) -> Res {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        let value = rest.get(2, length)?;
        let limit = match kind {
            0 | 0x72 => 32,
            1 => 16,
            5 => 254,
            16 => 253,
            _ => length,
        };
        if length > limit || length + 2 > rest.len() {
            return Err(Cut);
        }
        match (kind, value) {
            (0, _) => _ = self.network.get_or_insert(value),
            (1, _) if self.rates.is_empty() => self.rates = value,
            (3, &[channel]) => _ = self.channel.get_or_insert(channel),
            (0x72, _) => _ = self.mesh.get_or_insert(value),
            _ => {}
        }
        *rest = rest.from(length + 2);
        Ok(())
    }

    fn print_network(&self, c: &mut Ctx<'_>) {
        if let Some(name) = self.network {
            named(c, text!(" ("), name);
        }
    }

    fn print_rates(&self, c: &mut Ctx<'_>) {
        for (i, rate) in self.rates.iter().enumerate() {
            c.literal(if i == 0 { text!(" [") } else { text!(" ") });
            half(c, rate & 0x7f);
            if rate & 0x80 != 0 {
                put!(c, "*");
            }
        }
        if !self.rates.is_empty() {
            put!(c, " Mbit]");
        }
    }

    fn print_channel(&self, c: &mut Ctx<'_>, capabilities: u16) {
        if let Some(channel) = self.channel {
            put!(c, " CH: {}", channel);
        }
        if capabilities & PRIVACY != 0 {
            put!(c, ", PRIVACY");
        }
        if let Some(name) = self.mesh {
            named(c, text!(" (MESHID: "), name);
        }
    }

    fn end(&self) -> Res {
        if self.damaged { Err(Cut) } else { Ok(()) }
    }
}

/// The name of a network, up to a zero byte.
fn named(c: &mut Ctx<'_>, before: Literal, name: &[u8]) {
    c.literal(before);
    c.zero_text(name);
    put!(c, ")");
}

/// A rate in units of 500 kbit/s.
pub(super) fn half(c: &mut Ctx<'_>, rate: u8) {
    put!(c, "{}.{}", rate / 2, rate % 2 * 5);
}

/// Prints a frame by its header and the body behind it.
pub(super) fn print(
    c: &mut Ctx<'_>,
    subtype: u8,
    encrypted: bool,
    header: &Bytes<'_>,
    b: &Bytes<'_>,
) -> Res {
    put!(c, "{}", Name(NAMES, subtype.into()));
    if encrypted {
        return frame::encrypted(c, b);
    }
    let little = |at| b.u16(at).map(u16::swap_bytes);
    match subtype {
        0 | 2 | 4 => {
            // What stands before the elements.
            let fixed = match subtype {
                0 => 4,
                2 => 10,
                _ => 0,
            };
            b.need(0, fixed)?;
            let elements = Elements::read(&b.from(fixed));
            elements.print_network(c);
            if subtype == 2 {
                show!(c, b, " AP : {@4=6A}")?;
            } else {
                elements.print_rates(c);
            }
            elements.end()
        }
        1 | 3 => {
            b.need(0, 6)?;
            put!(c, " AID({:x}) :", little(4)? & 0x3fff);
            c.literal(if little(0)? & PRIVACY != 0 { text!(" PRIVACY ") } else { text!("") });
            put!(c, ": ");
            status(c, little(2)?);
            Elements::read(&b.from(6)).end()
        }
        5 | 8 => {
            b.need(0, 12)?;
            let capabilities = little(10)?;
            let elements = Elements::read(&b.from(12));
            elements.print_network(c);
            elements.print_rates(c);
            if subtype == 8 {
                c.literal(if capabilities & 1 != 0 { text!(" ESS") } else { text!(" IBSS") });
            }
            elements.print_channel(c, capabilities);
            elements.end()
        }
        10 | 12 => {
            let reason = little(0)?;
            if subtype == 12 && !c.o.link_header {
                show!(c, header, " ({@10=6A})")?;
            }
            put!(c, ": {}", Name(texts::REASONS, reason.into()));
            Ok(())
        }
        11 => {
            let (algorithm, step, result) = (little(0)?, little(2)?, little(4)?);
            put!(c, " ({})-{:x}", Name(ALGORITHMS, algorithm.into()), step);
            c.literal(if algorithm == SHARED_KEY && matches!(step, 2 | 3) {
                text!(" [Challenge Text] ")
            } else {
                text!(": ")
            });
            if step % 2 == 1 {
                status(c, result);
            }
            Elements::read(&b.from(6)).end()
        }
        13 => {
            let (category, action) = (b.u8(0)?, b.u8(1)?);
            if !c.o.link_header {
                show!(c, header, " ({@10=6A})")?;
            }
            put!(c, ": {}", Name(CATEGORIES, category.into()));
            match ACTIONS.get(u32::from(category) << 8 | u32::from(action)) {
                Some(name) => put!(c, "{}", name),
                None => put!(c, "Act#{}", action),
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The outcome of a request.
fn status(c: &mut Ctx<'_>, status: u16) {
    if status > texts::LAST_STATUS {
        put!(c, "n/a");
    } else {
        put!(c, "{}", Name(texts::STATUSES, status.into()));
    }
}
