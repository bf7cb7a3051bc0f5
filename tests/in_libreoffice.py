"""Run by a Python that has LibreOffice's bridge: prints, as JSON, a document's paragraphs after each command.

Usage: in_libreoffice.py SOFFICE FOLDER DOCUMENT [Accept|Reject|Keep]…
"""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def said(name, value):
    pair = PropertyValue()
    pair.Name, pair.Value = name, value
    return pair


def paragraphs(document):
    walk = document.Text.createEnumeration()
    found = []
    while walk.hasMoreElements():
        element = walk.nextElement()
        if element.supportsService("com.sun.star.text.Paragraph"):  # else a table, which bears no mark of change
            found.append(element.getString())
    return found


def main(soffice, folder, documents):
    pipe = f"planstrack{Path(folder).name}"
    office = subprocess.Popen(
        [
            soffice,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={Path(folder).as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
        for _ in range(600):
            with contextlib.suppress(Exception):
                there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            time.sleep(0.1)
        desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        dispatcher = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", there)
        found = {}
        for path in documents:
            for command in ("Accept", "Reject"):
                document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (said("Hidden", True),))
                dispatcher.executeDispatch(
                    document.CurrentController.Frame, f".uno:{command}AllTrackedChanges", "", 0, ()
                )
                found.setdefault(Path(path).name, {})[command] = paragraphs(document)
                document.close(True)
        print(json.dumps(found))
        with contextlib.suppress(Exception):
            desktop.terminate()
    finally:
        with contextlib.suppress(subprocess.TimeoutExpired):
            office.wait(20)
        office.kill()


main(sys.argv[1], sys.argv[2], sys.argv[3:])
