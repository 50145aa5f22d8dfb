/*
 * The bare minimum of reading a savefile: read() into a 64 KiB buffer and step from record to
 * record. With a second argument every byte read is also written there, in the same pieces: the
 * least that copying a savefile can cost. Prints the number of records.
 *
 * cc -O2 walk.c; usage: walk FILE [OUTPUT]
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    static unsigned char buffer[65536];
    int in = open(argv[1], O_RDONLY);
    int out = argc > 2 ? open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;
    size_t held = 0, skip = 24;
    uint64_t records = 0;
    ssize_t got;

    if (in < 0 || (argc > 2 && out < 0))
        return 1;
    while ((got = read(in, buffer + held, sizeof buffer - held)) > 0) {
        size_t end = held + got, at = 0;

        if (out >= 0 && write(out, buffer + held, got) != got)
            return 1;
        for (;;) {
            uint32_t captured;

            if (skip > end - at) {
                skip -= end - at;
                at = end;
                break;
            }
            at += skip;
            skip = 0;
            if (end - at < 16)
                break;
            memcpy(&captured, buffer + at + 8, 4);
            records++;
            skip = 16 + (size_t)captured;
        }
        held = end - at;
        memmove(buffer, buffer + at, held);
    }
    printf("%llu\n", (unsigned long long)records);
    return 0;
}
