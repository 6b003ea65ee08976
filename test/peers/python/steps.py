"""What every Python client has in common: where the local cloud is, and one printed line for each step."""
import json
import os
import ssl
import sys
import urllib.request

HOST = os.environ['PEER_HOST']
KEY = (os.environ['PEER_KEY_ID'], os.environ['PEER_KEY_SECRET'])
DISKS = ['d-%02d' % number for number in range(25)]
ODD = 'a b*c~()!\'+/&=%2F"中𠀀'
failed = []


def step(name):
    """Runs a function at once; an exception is a failed step, and the next ones still run."""
    def run(function):
        try:
            function()
            print('ok', name)
        except Exception as error:
            failed.append(name)
            print('FAIL', name, type(error).__name__, str(error).replace('\n', ' ')[:600])
    return run


def same(found, wanted):
    if found != wanted:
        raise AssertionError('%r is not %r' % (found, wanted))


def refused(kind, call):
    """The exception that a call is refused with, which must be of the client's own kind."""
    try:
        call()
    except kind as error:
        return error
    raise AssertionError('it was accepted')


def admin(address, body):
    """Sends to the admin interface, which moves the clock of the world and changes its settings."""
    ca = os.environ.get('PEER_CA')
    request = urllib.request.Request(('https://' if ca else 'http://') + HOST + '/_snapspec/' + address, data=json.dumps(body).encode())
    urllib.request.urlopen(request, context=ssl.create_default_context(cafile=ca) if ca else None).read()


def advance(duration):
    admin('clock', {'advance': duration})


def end():
    sys.exit(1 if failed else 0)
