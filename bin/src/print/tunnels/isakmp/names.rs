//! The names of ISAKMP's numbers (RFC 2407, 2409; IANA's registries of IKE and IKEv2).

use crate::print::toolkit::*;

pub(super) const PAYLOADS: Table = table!("#{}";
    0: "none" "sa" "p" "t" "ke" "id" "cert" "cr" "hash" "sig" "nonce" "n" "d" "vid", 33: "v2sa"
    "v2ke" "v2IDi" "v2IDr" "v2cert" "v2cr" "v2auth" "v2nonce" "v2n" "v2d" "v2vid" "v2TSi"
    "v2TSr" "v2e" "v2cp" "v2eap",
);
/// The kinds of payloads that are told apart; those of version 2 begin with [`SA_2`] and end with
/// [`LAST_2`].
pub(super) const SA: u8 = 1;
pub(super) const PROPOSAL: u8 = 2;
pub(super) const TRANSFORM: u8 = 3;
pub(super) const KEY: u8 = 4;
pub(super) const IDENTITY: u8 = 5;
pub(super) const CERTIFICATE: u8 = 6;
pub(super) const CERTIFICATE_REQUEST: u8 = 7;
pub(super) const SIGNATURE: u8 = 9;
pub(super) const NONCE: u8 = 10;
pub(super) const NOTIFICATION: u8 = 11;
pub(super) const DELETION: u8 = 12;
pub(super) const VENDOR: u8 = 13;
pub(super) const SA_2: u8 = 33;
pub(super) const KEY_2: u8 = 34;
pub(super) const INITIATOR: u8 = 35;
pub(super) const RESPONDER: u8 = 36;
pub(super) const AUTHENTICATION_2: u8 = 39;
pub(super) const NONCE_2: u8 = 40;
pub(super) const NOTIFICATION_2: u8 = 41;
pub(super) const DELETION_2: u8 = 42;
pub(super) const VENDOR_2: u8 = 43;
pub(super) const ENCRYPTED_2: u8 = 46;
pub(super) const LAST_2: u8 = 48;
pub(super) const EXCHANGES: Table = table!("#{}";
    0: "none" "base" "ident" "auth" "agg" "inf", 32: "oakley-quick" "oakley-newgroup"
    "ikev2_init" "ikev2_auth" "child_sa" "inf2",
);
pub(super) const PROTOCOLS: Table = table!("#{}"; 1: "isakmp" "ipsec-ah" "ipsec-esp" "ipcomp");
pub(super) const TRANSFORMS: Table = table!("#{}"; 1: "ike");
pub(super) const AH_TRANSFORMS: Table = table!("#{}";
    1: "(reserved)" "md5" "sha" "1des" "sha2-256" "sha2-384" "sha2-512",
);
pub(super) const ESP_TRANSFORMS: Table = table!("#{}";
    1: "1des-iv64" "1des" "3des" "rc5" "idea" "cast" "blowfish" "3idea" "1des-iv32" "rc4" "null"
    "aes",
);
pub(super) const COMPRESSIONS: Table = table!("#{}"; 1: "oui" "deflate" "lzs");
pub(super) const OAKLEY: Table = table!("#{}";
    1: "enc" "hash" "auth" "group desc" "group type" "group prime" "group gen1" "group gen2"
    "group curve A" "group curve B" "lifetype" "lifeduration" "prf" "keylen" "field" "order",
);
pub(super) const IPSEC: Table = table!("#{}";
    1: "lifetype" "life" "group desc" "enc mode" "auth" "keylen" "rounds" "dictsize" "privalg",
);
pub(super) const GROUPS: Table = table!("#{}";
    1: "modp768" "modp1024" "EC2N 2^155" "EC2N 2^185" "modp1536" "iana-grp06" "iana-grp07"
    "iana-grp08" "iana-grp09" "iana-grp10" "iana-grp11" "iana-grp12" "iana-grp13" "modp2048"
    "modp3072" "modp4096" "modp6144" "modp8192",
);
pub(super) const CIPHERS: Table = table!("";
    1: "1des" "idea" "blowfish" "rc5" "3des" "cast" "aes",
);
pub(super) const HASHES: Table =
    table!(""; 1: "md5" "sha1" "tiger" "sha2-256" "sha2-384" "sha2-512");
pub(super) const METHODS: Table = table!("";
    1: "preshared" "dss" "rsa sig" "rsa enc" "rsa enc revised",
);
pub(super) const GROUP_TYPES: Table = table!(""; 1: "MODP" "ECP" "EC2N");
pub(super) const LIFE_TYPES: Table = table!(""; 1: "sec" "kb");
pub(super) const MODES: Table = table!(""; 1: "tunnel" "transport");
pub(super) const INTEGRITIES: Table = table!("";
    1: "hmac-md5" "hmac-sha1" "1des-mac" "keyed",
);
pub(super) const IDENTITIES: Table = table!("#{}";
    1: "IPv4" "FQDN" "user FQDN" "IPv4net" "IPv6" "IPv6net" "IPv4range" "IPv6range" "ASN1 DN"
    "ASN1 GN" "keyid",
);
pub(super) const CERTIFICATES: Table = table!("#{}";
    0: "none" "pkcs7" "pgp" "dns" "x509sign" "x509ke" "kerberos" "crl" "arl" "spki"
    "x509attr",
);
pub(super) const NOTIFICATIONS_1: Table = table!("#{}";
    1: "INVALID-PAYLOAD-TYPE" "DOI-NOT-SUPPORTED" "SITUATION-NOT-SUPPORTED" "INVALID-COOKIE"
    "INVALID-MAJOR-VERSION" "INVALID-MINOR-VERSION" "INVALID-EXCHANGE-TYPE" "INVALID-FLAGS"
    "INVALID-MESSAGE-ID" "INVALID-PROTOCOL-ID" "INVALID-SPI" "INVALID-TRANSFORM-ID"
    "ATTRIBUTES-NOT-SUPPORTED" "NO-PROPOSAL-CHOSEN" "BAD-PROPOSAL-SYNTAX" "PAYLOAD-MALFORMED"
    "INVALID-KEY-INFORMATION" "INVALID-ID-INFORMATION" "INVALID-CERT-ENCODING"
    "INVALID-CERTIFICATE" "CERT-TYPE-UNSUPPORTED" "INVALID-CERT-AUTHORITY"
    "INVALID-HASH-INFORMATION" "AUTHENTICATION-FAILED" "INVALID-SIGNATURE"
    "ADDRESS-NOTIFICATION" "NOTIFY-SA-LIFETIME" "CERTIFICATE-UNAVAILABLE"
    "UNSUPPORTED-EXCHANGE-TYPE" "UNEQUAL-PAYLOAD-LENGTHS", 8192: "RESERVED", 16384: "CONNECTED",
    24576: "RESPONDER-LIFETIME"
    "REPLAY-STATUS" "INITIAL-CONTACT",
);
pub(super) const NOTIFICATIONS_2: Table = table!("";
    0: "error", 1: "unsupported_critical_payload", 4: "invalid_ike_spi" "invalid_major_version",
    7: "invalid_syntax", 9: "invalid_message_id", 11: "invalid_spi", 14: "no_protocol_chosen",
    17: "invalid_ke_payload", 24: "authentication_failed", 34: "single_pair_required"
    "no_additional_sas" "internal_address_failure" "failed:cp_required", 39: "invalid_selectors",
    8192: "private-error", 16384: "initial_contact" "set_window_size" "additional_ts_possible"
    "ipcomp_supported" "nat_detection_source_ip" "nat_detection_destination_ip" "cookie"
    "use_transport_mode" "http_cert_lookup_supported" "rekey_sa" "tfc_padding_not_supported"
    "non_first_fragment_also" "status", 40960: "private-status",
);
pub(super) const TRANSFORM_TYPES: Table = table!("#{}"; 1: "encr" "prf" "integ" "dh" "esn");
pub(super) const FUNCTIONS: Table =
    table!("#{}"; 1: "hmac-md5" "hmac-sha" "hmac-tiger" "aes128_xcbc");
pub(super) const INTEGRITIES_2: Table = table!("#{}";
    1: "hmac-md5" "hmac-sha" "dec-mac" "kpdk-md5" "aes-xcbc",
);
pub(super) const METHODS_2: Table = table!("#{}"; 0: "invalid" "rsasig" "shared-secret" "dsssig");
pub(super) const NUMBERS: Table = table!("#{}"; 0: "no-esn" "esn");
pub(super) const IDENTITIES_2: Table = table!("";
    1: "ipv4:" "fqdn:" "rfc822:", 5: "ipv6:", 9: "dn:" "gn:" "keyid:",
);

/// The name of a payload; those between the two versions' have none.
pub(super) fn payload_name(kind: u8) -> Arg<'static> {
    Name(if (VENDOR + 1..SA_2).contains(&kind) { table!("pay{}";) } else { PAYLOADS }, kind.into())
}
