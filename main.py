"""Where the Android packager, and a desktop, start the app; app.bootstrap puts everything together."""

from app.bootstrap import main

if __name__ == "__main__":
    main()
