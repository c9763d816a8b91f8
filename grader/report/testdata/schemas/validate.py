#!/usr/bin/env python3
"""validate.py SCHEMA FILE...: checks JSON files against a JSON schema (drafts 4 to 2020-12); exit 1 when one does not hold."""
import json
import sys

import jsonschema


def refuse_constant(name):
    raise ValueError(f"{name} is no JSON")


def unique(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"a key stands twice: {keys}")
    return dict(pairs)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema, format_checker=jsonschema.FormatChecker())
    bad = 0
    for name in sys.argv[2:]:
        with open(name, encoding="utf-8", errors="strict") as file:
            document = json.load(file, parse_constant=refuse_constant, object_pairs_hook=unique)
        for error in validator.iter_errors(document):
            bad += 1
            print(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
    return 1 if bad else 0


sys.exit(main())
