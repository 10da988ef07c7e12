"""`invoke preview`: an edition in the browser while it is being written.

A `Maker` sets the pages, and proves them when they are shown; a `Desk` says when and keeps what is shown, a
`Site` answers the browser, and a `Server` carries its answers over a socket of this machine. Nothing here
writes a file, and no address leads to one.
"""

from .desk import Desk
from .made import Made, Maker, Reading
from .server import Server
from .site import Editor, Site
from .warm import WarmMaker
from .watching import follow

__all__ = ["Desk", "Editor", "Made", "Maker", "Reading", "Server", "Site", "WarmMaker", "follow"]
