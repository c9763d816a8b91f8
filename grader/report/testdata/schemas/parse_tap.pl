#!/usr/bin/env perl
# parse_tap.pl FILE...: reads TAP with perl's own parser and prints what it understood, a line a file.
use strict;
use warnings;
use TAP::Parser;

for my $file (@ARGV) {
    open my $handle, '<:encoding(UTF-8)', $file or die "$file: $!";
    local $/;
    my $tap = <$handle>;
    # TAP 14 is made to be read by parsers of TAP 13, which this one is; it only refuses the number.
    $tap =~ s/\ATAP version 14\n/TAP version 13\n/ or die "$file: no TAP 14";
    my $parser = TAP::Parser->new({ tap => $tap });
    my ($bail, $yaml, $unknown) = (0, 0, 0);
    while (my $result = $parser->next) {
        $bail++ if $result->is_bailout;
        $yaml++ if $result->is_yaml;
        # Subtests are indented; nothing else may be unknown.
        $unknown++ if $result->is_unknown && $result->raw !~ /^(    |$)/;
    }
    my ($name) = $file =~ m{([^/]+)$};
    printf "%s plan=%s run=%d passed=%d failed=%d skipped=%d todo=%d bail=%d yaml=%d unknown=%d errors=%s\n", $name,
        $parser->tests_planned // '-', $parser->tests_run, scalar $parser->actual_passed,
        scalar $parser->actual_failed, scalar $parser->skipped, scalar $parser->todo, $bail, $yaml, $unknown,
        join('; ', $parser->parse_errors);
}
