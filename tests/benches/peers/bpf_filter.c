/*
 * Time libpcap's interpreter: every program of one file over all packets of another.
 *
 * cc -O2 bpf_filter.c -lpcap; usage: bpf_filter PROGRAMS PACKETS MILLISECONDS
 *
 * PROGRAMS has a program a line, as "code jt jf k;...". PACKETS has, for each packet, the captured
 * length and the length on the wire, 4 bytes each in host order, and the bytes. Prints, for each
 * program, how many packets it keeps and nanoseconds a packet.
 */
#include <pcap/pcap.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct packet {
    const u_char *bytes;
    u_int captured, length;
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(int argc, char **argv)
{
    static struct bpf_insn program[4096];
    static char line[1 << 20];
    struct packet *packets = NULL;
    size_t count = 0, size, at = 0;
    FILE *file = argc == 4 ? fopen(argv[2], "rb") : NULL;
    u_char *data;

    if (!file)
        return 1;
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    data = malloc(size);
    if (!data || fread(data, 1, size, file) != size)
        return 1;
    while (at + 8 <= size) {
        uint32_t lengths[2];

        memcpy(lengths, data + at, 8);
        packets = realloc(packets, (count + 1) * sizeof *packets);
        packets[count++] = (struct packet){data + at + 8, lengths[0], lengths[1]};
        at += 8 + lengths[0];
    }
    file = fopen(argv[1], "r");
    while (file && fgets(line, sizeof line, file)) {
        double start = now(), wanted = atof(argv[3]) * 1e6, taken;
        u_long rounds = 0, kept = 0;
        u_int length = 0;
        char *part;

        for (part = strtok(line, ";"); part; part = strtok(NULL, ";")) {
            unsigned code, jt, jf, k;

            if (sscanf(part, "%u %u %u %u", &code, &jt, &jf, &k) != 4)
                return 1;
            program[length++] = (struct bpf_insn){code, jt, jf, k};
        }
        do {
            kept = 0;
            for (size_t i = 0; i < count; i++)
                kept += bpf_filter(program, packets[i].bytes, packets[i].length, packets[i].captured) != 0;
            rounds++;
            taken = now() - start;
        } while (taken < wanted);
        printf("%lu\t%.3f\n", kept, taken / rounds / count);
    }
    return 0;
}
