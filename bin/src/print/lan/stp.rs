//! Spanning trees (IEEE 802.1D, 802.1w, 802.1s, 802.1aq).

use crate::print::toolkit::*;

const VERSIONS: Table = table!("Unknown STP protocol (0x{:02x})";
    0: "802.1d", 2: "802.1w" "802.1s" "802.1aq",
);
const TYPES: Table = table!("Unknown BPDU Type (0x{:02x})";
    0: "Config", 2: "Rapid STP", 0x80: "Topology Change",
);
const FLAGS: Table = table!("none";
    1: "Topology change", 2: "Proposal", 0x10: "Learn", 0x20: "Forward", 0x40: "Agreement",
    0x80: "Topology change ACK",
);
const ROLES: Table = table!(""; 0: "Unknown" "Alternate" "Root" "Designated");

/// A configuration BPDU, and a rapid one.
const CONFIG: usize = 35;
const RAPID: usize = 36;
/// A BPDU of multiple spanning trees without any.
const MULTIPLE: usize = 102;
/// The record of a tree.
const TREE: usize = 16;

/// Prints a BPDU.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("stp");
    if b.len() < 4 {
        return invalid(c);
    }
    let protocol = b.u16(0)?;
    if protocol != 0 {
        put!(c, "unknown STP version, length {}", b.len());
        return Ok(());
    }
    let version = b.u8(2)?;
    put!(c, "STP {}", Name(VERSIONS, version.into()));
    if !matches!(version, 0 | 2..=4) {
        return Ok(());
    }
    let kind = b.u8(3)?;
    put!(c, ", {}", Name(TYPES, kind.into()));
    match kind {
        0 if b.len() < CONFIG => invalid(c),
        0 => config(c, b, version == 2),
        2 if version == 0 => Ok(()),
        2 if version == 2 && b.len() < RAPID => invalid(c),
        2 if version == 2 => config(c, b, true),
        2 => {
            // The length of version 1, of which nothing is there, and of version 3.
            if b.len() < MULTIPLE || b.u8(35)? != 0 || b.len() < end_of_trees(b)? {
                return invalid(c);
            }
            multiple(c, b)?;
            if version == 4 { agreement(c, b) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

/// Where the records of further trees end.
fn end_of_trees(b: &Bytes<'_>) -> Res<usize> {
    Ok(MULTIPLE - 64 + usize::from(b.u16(36)?))
}

fn invalid(c: &mut Ctx<'_>) -> Res {
    c.invalid();
    Ok(())
}

/// Seconds in units of 1/256, rounded to hundredths; halves of one to the even one.
fn seconds(c: &mut Ctx<'_>, before: Literal, units: u16) {
    let units = u32::from(units) * 100;
    let hundredths = (units + 127 + (units >> 8 & 1)) >> 8;
    put!(c, "{}{}.{:02}s", before, hundredths / 100, hundredths % 100);
}

fn timers(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(27, 8)?;
    for (at, name) in [
        (27, text!("\n\tmessage-age ")),
        (29, text!(", max-age ")),
        (31, text!(", hello-time ")),
        (33, text!(", forwarding-delay ")),
    ] {
        seconds(c, name, b.u16(at)?);
    }
    Ok(())
}

fn config(c: &mut Ctx<'_>, b: &Bytes<'_>, rapid: bool) -> Res {
    show!(c, b, ", Flags [{@4=1B}]{|}, bridge-id {@17=2:04x}.{6C}.{2:04x}", FLAGS)?;
    put!(c, ", length {}", b.len());
    if c.v() == 0 {
        return Ok(());
    }
    timers(c, b)?;
    show!(c, b, "\n\troot-id {@5=2:04x}.{6C}, root-pathcost {4}")?;
    if rapid {
        show!(c, b, ", port-role {@4=1>2&3N}", ROLES)?;
    }
    Ok(())
}

/// The common tree, then a record for each further one.
fn multiple(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, ", CIST Flags [{@4=1B}]", FLAGS)?;
    put!(c, ", length {}", b.len());
    if c.v() == 0 {
        return Ok(());
    }
    show!(
        c,
        b,
        "\n\tport-role {@4=1>2&3N}, CIST root-id {2:04x}.{6C}, CIST ext-pathcost {4}\
         \n\tCIST regional-root-id {2:04x}.{6C}, CIST port-id {2:04x},",
        ROLES
    )?;
    timers(c, b)?;
    show!(c, b, "\n\tv3len {@36=2}, MCID Name ")?;
    c.zero_text(b.from(39).first(32).data());
    b.need(39, 32)?;
    show!(
        c,
        b,
        ", rev {@71=2},\n\t\tdigest {16H}, {|}CIST int-root-pathcost {4},{|}\
         \n\tCIST bridge-id {2:04x}.{6C}, {|}CIST remaining-hops {1}"
    )?;
    let end = end_of_trees(b)?;
    // What is less than a tree is none.
    for at in (MULTIPLE..=end.saturating_sub(TREE)).step_by(TREE) {
        let tree = b.from(at);
        show!(
            c,
            &tree,
            "\n\tMSTI {+1=2&fff}, Flags [{@0=1B}], port-role {@0=1>2&3N}{|}\
             \n\t\tMSTI regional-root-id {2:04x}.{6C}, pathcost {4}{|}\
             \n\t\tMSTI bridge-prio {1>4}, port-prio {1>4}, hops {1}",
            FLAGS,
            ROLES
        )?;
    }
    Ok(())
}

/// What is agreed on shortest paths, behind the trees.
fn agreement(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const LEAST: usize = 85;
    let agreement = b.from(end_of_trees(b)?);
    let length = usize::from(agreement.u16(0)?);
    if length < LEAST || agreement.len() < 2 + length {
        return invalid(c);
    }
    if c.v() == 0 {
        return Ok(());
    }
    show!(c, &agreement, "\n\tv4len {2}, AUXMCID Name ")?;
    c.zero_text(agreement.from(3).first(32).data());
    agreement.need(3, 32)?;
    show!(
        c,
        &agreement,
        ", Rev {@35=2},\n\t\tdigest {16H}{|}\
         \n\tAgreement num {1>6-}, Discarded Agreement num {1>4&3-}, Agreement valid-flag {1>3&1-},\
         \n\tRestricted role-flag: {1>2&1}, Format id {+1=1>4-} cap {1}, \
         Convention id {1>4-} cap {1},\n\tEdge count {2}, Agreement digest {+8=20H}"
    )
}
