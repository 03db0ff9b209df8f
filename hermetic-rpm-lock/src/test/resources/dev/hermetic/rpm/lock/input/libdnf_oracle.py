"""What libdnf makes of configuration files, of texts with variables, and of options of repositories."""
import json
import os
import sys
import tempfile

import dnf
import libdnf

dnf.Base()
work = sys.argv[1]


def parsed(text):
    handle, name = tempfile.mkstemp(dir=work)
    with os.fdopen(handle, "wb") as out:
        out.write(text.encode())
    parser = libdnf.conf.ConfigParser()
    try:
        parser.read(name)
        return parser
    except RuntimeError:
        return None
    finally:
        os.unlink(name)


def sections(text):
    parser = parsed(text)
    if parser is None:
        return None
    return [[s, [[o, parser.getValue(s, o)] for o in parser.options(s) if o[0] not in "#;"]]
            for s in parser.getData()]


def substituted(text, values):
    substitutions = dnf.conf.substitutions.Substitutions()
    substitutions.clear()
    substitutions.update(values)
    return libdnf.conf.ConfigParser.substitute(text, substitutions)


def option(name, value):
    conf = dnf.Base().conf
    conf.substitutions["releasever"] = "9"
    repository = dnf.repo.Repo("a", conf)
    try:
        repository._config.optBinds().at(name).newString(dnf.conf.PRIO_REPOCONFIG, value)
    except RuntimeError:
        return None
    got = getattr(repository, name)
    return got if isinstance(got, (bool, int)) else list(got)


questions = json.load(sys.stdin)
json.dump(
    {
        "files": [sections(text) for text in questions["files"]],
        "texts": [substituted(text, questions["values"]) for text in questions["texts"]],
        "options": [option(name, value) for name, value in questions["options"]],
    },
    sys.stdout,
)
